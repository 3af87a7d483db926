package dev.plumbline.ui.session;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.http.access.Tokens;
import dev.plumbline.http.access.WrongTokens;
import dev.plumbline.http.guard.AccessLog;
import dev.plumbline.store.session.PageSession.SignedIn;
import dev.plumbline.ui.page.CurrentSession;
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
  private final SignInPage page;

  SignInResource(
      Sessions sessions,
      Tokens tokens,
      WrongTokens wrongTokens,
      CurrentSession current,
      CurrentVertxRequest vertx,
      SignInPage page) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.wrongTokens = wrongTokens;
    this.current = current;
    this.vertx = vertx;
    this.page = page;
  }

  @GET
  @Path("sign-in")
  @NoSignIn
  public Response form(
      @QueryParam("to") @Nullable String to, @Context ContainerRequestContext request) {
    String path = ReturnPath.of(to);
    return current.isSignedIn()
        ? Response.seeOther(URI.create(path)).build()
        : page.of(Response.Status.OK.getStatusCode(), path, Optional.empty(), request);
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
      return page.of(
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
        ? page.of(
            TOO_MANY,
            path,
            Optional.of(
                "More than "
                    + WrongTokens.LIMIT
                    + " wrong tokens came from this address within a minute. Wait a minute."),
            request)
        : page.of(
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
}
