package dev.plumbline.encryption;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.configuration.BackupPolicy.Encryption;
import dev.plumbline.configuration.Secret;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/** Files that are encrypted with a key of this process. */
public final class EncryptedFiles {
  private static final String IDENTITY = newIdentity();

  private EncryptedFiles() {}

  public static BackupFiles get() {
    return new BackupFiles(Optional.of(new AgeEncryption(policy())));
  }

  public static Encryption policy() {
    return new Encryption(new Secret.Literal(IDENTITY), List.of());
  }

  /** A secret key, as {@code age-keygen} makes it. */
  public static String newIdentity() {
    try {
      return new String(
          new X25519KeyPairGenerator().generateKeyPair().getPrivate().getEncoded(), US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
