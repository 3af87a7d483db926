package dev.plumbline.ui.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.http.access.Tokens;
import dev.plumbline.ui.oidc.ProviderSignIn;
import dev.plumbline.ui.page.Frame;
import dev.plumbline.ui.page.Frames;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.util.Optional;

/** The page to sign in on, whatever was wrong before. */
@Singleton
final class SignInPage {
  private final Tokens tokens;
  private final ProviderSignIn provider;
  private final Frames frames;

  SignInPage(Tokens tokens, ProviderSignIn provider, Frames frames) {
    this.tokens = tokens;
    this.provider = provider;
    this.frames = frames;
  }

  /**
   * @param provider empty: only with a token
   * @param error why it did not work; empty at first
   * @param warning why it will not work; empty usually
   */
  record SignIn(
      String to, Optional<Provider> provider, Optional<String> error, Optional<String> warning) {}

  /**
   * @param path that leads to it
   */
  record Provider(String name, String path) {}

  @CheckedTemplate(basePath = "SignInResource")
  static class Templates {
    private Templates() {}

    static native TemplateInstance signIn(Frame frame, SignIn page);
  }

  /**
   * @param to of {@link ReturnPath}
   */
  Response of(int status, String to, Optional<String> error, ContainerRequestContext request) {
    Optional<Provider> offered =
        provider
            .provider()
            .map(
                known ->
                    new Provider(
                        known.name(),
                        ProviderSignInResource.PATH + "?to=" + URLEncoder.encode(to, UTF_8)));
    return Response.status(status)
        .type(MediaType.TEXT_HTML + ";charset=UTF-8")
        .entity(
            Templates.signIn(
                    frames.signedOut("Sign in"),
                    new SignIn(to, offered, error, warning(offered.isPresent(), request)))
                .render())
        .build();
  }

  private Optional<String> warning(boolean isOffered, ContainerRequestContext request) {
    if (tokens.isEmpty() && !isOffered) {
      return Optional.of(
          "No token is configured, so nobody can sign in. Set plumbline.tokens.<name>.sha256"
              + " and plumbline.tokens.<name>.role, and restart Plumbline.");
    }
    return SessionCookie.isPossible(request)
        ? Optional.empty()
        : Optional.of(
            "This page came without TLS, so the browser will not keep the session. Open it"
                + " by https, or on localhost through an SSH tunnel.");
  }
}
