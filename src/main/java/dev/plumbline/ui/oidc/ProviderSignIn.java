package dev.plumbline.ui.oidc;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.SignInProvider;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.ui.oidc.SignInStep.Finish;
import dev.plumbline.ui.oidc.SignInStep.Refused;
import dev.plumbline.ui.oidc.SignInStep.Start;
import dev.plumbline.ui.oidc.SignInStep.ToProvider;
import dev.plumbline.ui.oidc.SignInStep.Unavailable;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.vertx.core.VertxException;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The authorization code flow, by Quarkus's own mechanism, which is called for these two requests
 * only: it sees no other request, and what it would keep in the browser for later ones is dropped.
 */
@Singleton
public final class ProviderSignIn {
  private static final Logger LOG = Logger.getLogger(ProviderSignIn.class);

  /** How long a page waits for the provider. */
  static final Duration DEADLINE = Duration.ofSeconds(5);

  private static final Pattern STATE = Pattern.compile("[?&]state=([0-9a-f-]{36})(&|$)");

  /** The session of Quarkus; ours begins instead. */
  private static final String QUARKUS_SESSION = "q_session";

  private final Optional<SignInProvider> provider;
  private final ProviderClient client;
  private final OidcAuthenticationMechanism mechanism;
  private final IdentityProviderManager identities;

  ProviderSignIn(
      Settings settings,
      ProviderClient client,
      OidcAuthenticationMechanism mechanism,
      IdentityProviderManager identities) {
    this.provider = settings.signIn();
    this.client = client;
    this.mechanism = mechanism;
    this.identities = identities;
  }

  /** Empty: nobody signs in this way. */
  public Optional<SignInProvider> provider() {
    return provider;
  }

  /**
   * Sends the browser to the provider.
   *
   * @param known the one that is configured
   */
  public Start start(SignInProvider known, RoutingContext context) {
    try {
      client.use(known, context);
      ChallengeData challenge = mechanism.getChallenge(context).await().atMost(DEADLINE);
      String location = header(challenge, HttpHeaders.LOCATION.toString());
      Matcher state = STATE.matcher(location);
      return state.find()
          ? new ToProvider(URI.create(location), state.group(1))
          : unavailable(known, new IllegalStateException("the flow began without a state"));
    } catch (RuntimeException e) {
      return unavailable(known, e);
    }
  }

  private static String header(ChallengeData challenge, String name) {
    return challenge.getHeaders().entrySet().stream()
        .filter(header -> header.getKey().toString().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  /** The provider has sent the browser back. */
  public Finish finish(SignInProvider known, RoutingContext context) {
    if (context.request().cookies().stream().anyMatch(ProviderSignIn::isQuarkusSession)) {
      dropSession(context);
      return new Refused("The browser sent a cookie that Plumbline does not set. Try again.");
    }
    try {
      client.use(known, context);
      return identified(
          known, mechanism.authenticate(context, identities).await().atMost(DEADLINE));
    } catch (AuthenticationCompletionException e) {
      return isConnection(e) ? unavailable(known, e) : refused(known, context, e);
    } catch (RuntimeException e) {
      return unavailable(known, e);
    } finally {
      dropSession(context);
    }
  }

  private static Finish identified(SignInProvider known, @Nullable SecurityIdentity identity) {
    if (identity == null) {
      return new Refused(
          "This sign-in did not begin in this browser at "
              + known.redirect().resolve("/")
              + ", or it took more than "
              + ProviderClient.LONGEST.toMinutes()
              + " minutes, or it has ended already. Try again.");
    }
    String token = identity.getCredential(IdTokenCredential.class).getToken();
    // It is signed, and was verified.
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return PersonClaims.read(
        known, (JsonObject) JsonText.read(new String(claims, StandardCharsets.UTF_8)));
  }

  private static Refused refused(
      SignInProvider known, RoutingContext context, AuthenticationCompletionException e) {
    String error = context.request().getParam("error");
    if (error != null && error.matches("[a-z_]{1,60}")) {
      LOG.warnf("%s did not sign somebody in: %s", known.name(), error);
      return new Refused(known.name() + " did not sign you in: " + error + ".");
    }
    LOG.warnf("A sign-in with %s was refused: %s", known.name(), reason(e));
    return new Refused(
        "The answer of " + known.name() + " is not valid. Try again; the log says why.");
  }

  private static Unavailable unavailable(SignInProvider known, RuntimeException e) {
    LOG.warnf("%s cannot be used to sign in: %s", known.name(), reason(e));
    return new Unavailable(
        e instanceof UncheckedIOException
            ? "Plumbline cannot read its secret for "
                + known.name()
                + " (plumbline.oidc.client-secret-file). Sign in with a token."
            : known.name()
                + " did not answer as it should within "
                + DEADLINE.toSeconds()
                + " s. Try again in a minute, or sign in with a token.");
  }

  /** Without the claims of a token, which are about a person. */
  private static String reason(Throwable e) {
    String message = e.getMessage();
    if (message == null) {
      return e.getCause() == null ? e.getClass().getSimpleName() : reason(e.getCause());
    }
    return message.replaceFirst("(?s)JWT \\(claims->.*}\\) rejected", "it was rejected").strip();
  }

  private static boolean isConnection(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause instanceof VertxException) {
        return true;
      }
    }
    return false;
  }

  private static void dropSession(RoutingContext context) {
    for (Cookie cookie : List.copyOf(context.request().cookies())) {
      if (isQuarkusSession(cookie)) {
        context.response().removeCookie(cookie.getName());
      }
    }
  }

  private static boolean isQuarkusSession(Cookie cookie) {
    return cookie.getName().startsWith(QUARKUS_SESSION);
  }
}
