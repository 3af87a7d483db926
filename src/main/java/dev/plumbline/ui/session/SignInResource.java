package dev.plumbline.ui.session;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.http.access.Tokens;
import dev.plumbline.http.access.WrongTokens;
import dev.plumbline.http.guard.AccessLog;
import dev.plumbline.store.session.PageSession.SignedIn;
import dev.plumbline.ui.page.CurrentSession;
import dev.plumbline.ui.page.Frame;
import dev.plumbline.ui.page.Frames;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signing in with a token, and signing out. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class SignInResource {
  static final String PATH = "/sign-in";
  private static final int TOO_MANY = 429;

  private final Sessions sessions;
  private final Tokens tokens;
  private final WrongTokens wrongTokens;
  private final CurrentSession current;
  private final CurrentVertxRequest vertx;
  private final Frames frames;

  SignInResource(
      Sessions sessions,
      Tokens tokens,
      WrongTokens wrongTokens,
      CurrentSession current,
      CurrentVertxRequest vertx,
      Frames frames) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.wrongTokens = wrongTokens;
    this.current = current;
    this.vertx = vertx;
    this.frames = frames;
  }

  /**
   * @param error why it did not work; empty at first
   * @param warning why it will not work; empty usually
   */
  record SignIn(String to, Optional<String> error, Optional<String> warning) {}

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance signIn(Frame frame, SignIn page);
  }

  @GET
  @Path("sign-in")
  @NoSignIn
  public Response form(
      @QueryParam("to") @Nullable String to, @Context ContainerRequestContext request) {
    String path = ReturnPath.of(to);
    return current.isSignedIn()
        ? Response.seeOther(URI.create(path)).build()
        : page(Response.Status.OK.getStatusCode(), path, Optional.empty(), request);
  }

  @POST
  @Path("sign-in")
  @NoSignIn
  public Response signIn(
      @FormParam("token") @Nullable String token,
      @FormParam("to") @Nullable String to,
      @Context ContainerRequestContext request) {
    String path = ReturnPath.of(to);
    String sent = token == null ? "" : token.strip();
    if (sent.isEmpty()) {
      return page(
          Response.Status.BAD_REQUEST.getStatusCode(),
          path,
          Optional.of("Enter a token."),
          request);
    }
    Optional<ApiToken> known = tokens.of(sent);
    if (known.isEmpty()) {
      return wrong(path, request);
    }
    // A session that somebody else may have put into this browser must not become this person's.
    SessionCookie.read(request).ifPresent(sessions::end);
    String secret = sessions.begin(new SignedIn.WithToken(known.get().sha256()));
    current.set(SessionCookie.of(secret, request));
    vertx.getCurrent().put(AccessLog.CALLER, known.get().name());
    return Response.seeOther(URI.create(path)).build();
  }

  private Response wrong(String path, ContainerRequestContext request) {
    String address = AccessLog.address(vertx.getCurrent().request().remoteAddress());
    return wrongTokens.isTooMany(address)
        ? page(
            TOO_MANY,
            path,
            Optional.of(
                "More than "
                    + WrongTokens.LIMIT
                    + " wrong tokens came from this address within a minute. Wait a minute."),
            request)
        : page(
            Response.Status.UNAUTHORIZED.getStatusCode(),
            path,
            Optional.of("This token is not configured under plumbline.tokens."),
            request);
  }

  @POST
  @Path("sign-out")
  @NoSignIn
  public Response signOut(@Context ContainerRequestContext request) {
    SessionCookie.read(request).ifPresent(sessions::end);
    current.set(SessionCookie.none(request));
    return Response.seeOther(URI.create(PATH)).build();
  }

  /** Nobody wants to be back there after signing in. */
  static boolean isOwn(String path) {
    return path.matches("/sign-(in|out)([/?].*)?");
  }

  private Response page(
      int status, String to, Optional<String> error, ContainerRequestContext request) {
    Optional<String> warning =
        tokens.isEmpty()
            ? Optional.of(
                "No token is configured, so nobody can sign in. Set plumbline.tokens.<name>.sha256"
                    + " and plumbline.tokens.<name>.role, and restart Plumbline.")
            : SessionCookie.isPossible(request)
                ? Optional.empty()
                : Optional.of(
                    "This page came without TLS, so the browser will not keep the session. Open it"
                        + " by https, or on localhost through an SSH tunnel.");
    return Response.status(status)
        .entity(
            Templates.signIn(frames.signedOut("Sign in"), new SignIn(to, error, warning)).render())
        .build();
  }
}
