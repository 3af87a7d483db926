package dev.plumbline.configuration.reader;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@code plumbline.tokens.<token>}. */
final class TokenConfigReader {
  private TokenConfigReader() {}

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Of nothing and of a lone line feed: somebody hashed a variable that was not set. */
  private static final Set<String> OF_NOTHING =
      Set.of(
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
          "01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b");

  static Optional<ApiToken> read(
      String name, ConfigSection section, SortedSet<String> environments) {
    Optional<String> sha256 =
        section.parsed(
            "sha256",
            section.required("sha256", "the SHA-256 of the token in hexadecimal"),
            TokenConfigReader::sha256);
    Optional<ApiToken.Role> role =
        section.oneOf(
            "role",
            section.required("role", "viewer, operator, approver or admin"),
            List.of(ApiToken.Role.values()),
            ApiToken.Role::label);
    Access access =
        section.parsed("environments", text -> access(text, environments)).orElse(Access.ALL);
    String person = section.text("person").map(String::strip).orElse(name);
    return sha256.flatMap(
        hash -> role.map(known -> new ApiToken(name, hash, known, access, person)));
  }

  private static String sha256(String text) {
    String hex = text.toLowerCase(Locale.ROOT);
    if (!SHA256.matcher(hex).matches()) {
      // Not quoted: it may be the token itself.
      throw new IllegalArgumentException(
          "is not a SHA-256: 64 hexadecimal digits, as printed by: printf %s \"$TOKEN\" |"
              + " sha256sum. (What is set has "
              + text.length()
              + " characters.)");
    }
    if (OF_NOTHING.contains(hex)) {
      throw new IllegalArgumentException(
          "is the SHA-256 of an empty text. The token was not set when it was hashed.");
    }
    return hex;
  }

  /**
   * @throws IllegalArgumentException if one is not configured, or none is named
   */
  static Access access(String text, SortedSet<String> environments) {
    TreeSet<EnvironmentId> result = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        result.add(ComparisonConfigReader.environment(part.strip(), environments));
      }
    }
    if (result.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' names no environment. Remove the key to allow all environments.");
    }
    return new Access.Only(result);
  }
}
