package dev.plumbline.http.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.configuration.Settings;
import dev.plumbline.snapshot.Fingerprint;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The configured tokens. */
@Singleton
public final class Tokens {
  private final List<ApiToken> tokens;

  public Tokens(Settings settings) {
    this.tokens = settings.tokens();
  }

  public boolean isEmpty() {
    return tokens.isEmpty();
  }

  /** The one with this SHA-256, as it is configured now. */
  public Optional<ApiToken> withSha256(String sha256) {
    return tokens.stream().filter(token -> token.sha256().equals(sha256)).findFirst();
  }

  /** Takes as long whichever it is, if any: the time must not reveal how near a guess was. */
  public Optional<ApiToken> of(String token) {
    byte[] given = Fingerprint.sha256(token).getBytes(UTF_8);
    Optional<ApiToken> found = Optional.empty();
    for (ApiToken known : tokens) {
      if (MessageDigest.isEqual(known.sha256().getBytes(UTF_8), given)) {
        found = Optional.of(known);
      }
    }
    return found;
  }
}
