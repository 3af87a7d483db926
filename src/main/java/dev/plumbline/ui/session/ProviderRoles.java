package dev.plumbline.ui.session;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.store.session.PageSession.SignedIn.WithProvider;
import jakarta.inject.Singleton;
import java.util.Optional;

/** What somebody may do who signed in with OpenID Connect. */
@Singleton
final class ProviderRoles {
  /** Empty if none of the groups has a role. */
  Optional<ApiToken> token(WithProvider who) {
    return Optional.empty();
  }
}
