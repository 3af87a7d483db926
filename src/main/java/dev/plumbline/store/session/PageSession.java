package dev.plumbline.store.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who has signed in with a browser.
 *
 * @param id SHA-256 of the cookie, 64 lower-case hexadecimal digits; the cookie itself is never
 *     stored
 * @param previous the id before the cookie was last replaced, if it ever was
 * @param renewedAt when the cookie was last replaced
 * @param csrf what each form of this session must send along
 * @param startedAt when they signed in
 * @param usedAt when they last asked for a page, to the minute
 */
public record PageSession(
    String id,
    Optional<String> previous,
    Instant renewedAt,
    String csrf,
    SignedIn who,
    Instant startedAt,
    Instant usedAt) {

  /** How somebody signed in. What that permits is read from the configuration at each request. */
  public sealed interface SignedIn {
    /**
     * With a configured token.
     *
     * @param sha256 of the token
     */
    record WithToken(String sha256) implements SignedIn {}

    /**
     * With OpenID Connect.
     *
     * @param groups that the identity provider named at the time
     */
    record WithProvider(String person, List<String> groups) implements SignedIn {
      public WithProvider {
        groups = List.copyOf(groups);
      }
    }
  }
}
