package dev.plumbline.configuration;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.exceptionfactory.jagged.x25519.X25519KeyFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of age, as {@code age-keygen} writes them (<a
 * href="https://age-encryption.org/v1">age</a>).
 */
public final class AgeKeys {
  private static final String COMMENT = "#";

  private AgeKeys() {}

  /**
   * The secret keys in a file of identities, one a line; comments and empty lines are left out.
   *
   * @return at least one
   * @throws IllegalArgumentException if a line is none, or there is none; the message has no key
   */
  public static List<String> identities(String text) {
    List<String> lines =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith(COMMENT))
            .toList();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no secret key. Write one that age-keygen has made: it begins with AGE-SECRET-KEY-1.");
    }
    lines.forEach(AgeKeys::recipientOf);
    return lines;
  }

  /**
   * The public key of a secret one.
   *
   * @throws IllegalArgumentException if it is none; the message does not have it
   */
  public static String recipientOf(String identity) {
    try {
      Key key =
          new X25519KeyFactory()
              .translateKey(new SecretKeySpec(identity.getBytes(US_ASCII), "age"));
      return new String(key.getEncoded(), US_ASCII);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a line is not a secret key of age. Write one that age-keygen has made: AGE-SECRET-KEY-1 and 58 characters.",
          e);
    }
  }

  /**
   * A public key.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static String recipient(String text) {
    try {
      X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(text);
      return text;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a public key of age. Write one that age-keygen has printed: age1 and 58 characters.",
          e);
    }
  }
}
