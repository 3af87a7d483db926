package dev.plumbline.configuration;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.environment.Access;
import java.net.URI;
import java.util.List;

/**
 * Who people may sign in with, by OpenID Connect.
 *
 * @param name of the provider, as people know it
 * @param issuer its address; {@code /.well-known/openid-configuration} below it describes it
 * @param secret that the provider knows this client by
 * @param redirect where the provider sends browsers back to
 * @param scopes that are asked for besides {@code openid}
 * @param personClaim the claim of the ID token that says who it is
 * @param groupsClaim the claim of the ID token that says which groups they are in
 * @param roles sorted by label, each of another group
 */
public record SignInProvider(
    String name,
    URI issuer,
    String clientId,
    Secret secret,
    URI redirect,
    List<String> scopes,
    String personClaim,
    String groupsClaim,
    List<GroupRole> roles) {
  /** The path to which the provider sends browsers back. */
  public static final String CALLBACK = "/sign-in/oidc/callback";

  public SignInProvider {
    scopes = List.copyOf(scopes);
    roles = List.copyOf(roles);
  }

  /** What the members of a group may do, and in which environments. */
  public record GroupRole(String label, String group, Role role, Access access) {}
}
