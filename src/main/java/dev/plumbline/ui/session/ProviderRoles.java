package dev.plumbline.ui.session;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.SignInProvider;
import dev.plumbline.configuration.SignInProvider.GroupRole;
import dev.plumbline.environment.Access;
import dev.plumbline.store.session.PageSession.SignedIn.WithProvider;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What somebody may do who signed in with OpenID Connect. One entry of the configuration counts,
 * never two together: an approver of one environment who may also see another must not approve
 * there, nor plans that lead from one to the other.
 */
@Singleton
final class ProviderRoles {
  /** No token has such a name, so nobody takes the one for the other. */
  private static final String PREFIX = "oidc:";

  /** The highest role; of equal ones all environments, else the most, else the first label. */
  private static final Comparator<GroupRole> BEST =
      Comparator.comparing(GroupRole::role)
          .thenComparing(ProviderRoles::environments)
          .thenComparing(GroupRole::label, Comparator.reverseOrder());

  private final List<GroupRole> roles;

  @Inject
  ProviderRoles(Settings settings) {
    this(settings.signIn());
  }

  ProviderRoles(Optional<SignInProvider> provider) {
    this.roles = provider.map(SignInProvider::roles).orElse(List.of());
  }

  /** Empty if none of the groups has a role. */
  Optional<ApiToken> token(WithProvider who) {
    return roles.stream()
        .filter(entry -> who.groups().contains(entry.group()))
        .max(BEST)
        .map(
            entry ->
                new ApiToken(
                    PREFIX + who.person(), "", entry.role(), entry.access(), who.person()));
  }

  private static int environments(GroupRole entry) {
    return switch (entry.access()) {
      case Access.All all -> Integer.MAX_VALUE;
      case Access.Only only -> only.environments().size();
    };
  }
}
