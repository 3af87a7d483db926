package dev.plumbline.ui.oidc;

import dev.plumbline.configuration.SignInProvider;
import dev.plumbline.snapshot.Fingerprint;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What Quarkus needs to know of the provider, made of our own configuration. A request gets it only
 * if {@link #use} was called for it.
 */
@Singleton
final class ProviderClient implements TenantConfigResolver {
  /** How long somebody may take to sign in there. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  /** In seconds. */
  private static final int CLOCKS_DIFFER = 10;

  private static final String PATH = "/sign-in/oidc";
  private static final String KEY = ProviderClient.class.getName();

  /** Has Quarkus make its client anew: the secret is another. */
  private static final String REPLACE = "replace-tenant-configuration-context";

  private record Made(String secret, OidcTenantConfig config) {}

  private final AtomicReference<Optional<Made>> last = new AtomicReference<>(Optional.empty());

  /**
   * @throws java.io.UncheckedIOException if the secret cannot be read
   */
  void use(SignInProvider provider, RoutingContext context) {
    String secret = provider.secret().reveal();
    Optional<Made> before = last.get();
    Optional<Made> same = before.filter(made -> made.secret.equals(secret));
    Made now = same.orElseGet(() -> new Made(secret, config(provider, secret)));
    if (before.isPresent() && same.isEmpty()) {
      context.put(REPLACE, "true");
    }
    last.set(Optional.of(now));
    context.put(KEY, now.config);
  }

  @Override
  public Uni<OidcTenantConfig> resolve(
      RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
    return Uni.createFrom().item(context.<OidcTenantConfig>get(KEY));
  }

  private static OidcTenantConfig config(SignInProvider provider, String secret) {
    return OidcTenantConfig.builder()
        .tenantId("plumbline")
        .applicationType(ApplicationType.WEB_APP)
        .authServerUrl(provider.issuer().toString())
        .clientId(provider.clientId())
        .credentials(secret)
        .connectionTimeout(ProviderSignIn.DEADLINE.dividedBy(2))
        .connectionRetryCount(1)
        .token()
        // No two clocks are the same.
        .lifespanGrace(CLOCKS_DIFFER)
        .end()
        .authentication()
        .scopes(provider.scopes())
        .redirectPath(provider.redirect().toString())
        // Both would send the browser on, with a session of Quarkus.
        .restorePathAfterRedirect(false)
        .removeRedirectParameters(false)
        .pkceRequired()
        .nonceRequired()
        // Every replica must be able to read the cookie that another one has set.
        .stateSecret(Fingerprint.sha256("state of " + secret))
        .stateCookieAge(LONGEST)
        .cookiePath(PATH)
        .cookieForceSecure(provider.redirect().getScheme().equals("https"))
        .end()
        .build();
  }
}
