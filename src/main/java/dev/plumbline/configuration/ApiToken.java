package dev.plumbline.configuration;

import dev.plumbline.environment.Access;
import java.util.Locale;

/**
 * A bearer token that REST accepts.
 *
 * @param sha256 of the token, 64 lower-case hexadecimal digits; the token itself is never stored.
 *     Empty: there is none, somebody signed in with OpenID Connect
 * @param access the environments that it may see and act on
 * @param person whose it is: one who has several tokens approves a plan once
 */
public record ApiToken(String name, String sha256, Role role, Access access, String person) {
  /** One whose person has the name of the token. */
  public ApiToken(String name, String sha256, Role role, Access access) {
    this(name, sha256, role, access, name);
  }

  /** What a token may do; each role may do what those before it may. */
  public enum Role {
    VIEWER,
    OPERATOR,
    APPROVER,
    ADMIN;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }

    public boolean includes(Role other) {
      return compareTo(other) >= 0;
    }
  }
}
