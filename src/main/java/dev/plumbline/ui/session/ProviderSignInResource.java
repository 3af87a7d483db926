package dev.plumbline.ui.session;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.configuration.SignInProvider;
import dev.plumbline.configuration.text.InvisibleCharacters;
import dev.plumbline.http.guard.AccessLog;
import dev.plumbline.http.guard.AnyQuery;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.store.session.PageSession.SignedIn.WithProvider;
import dev.plumbline.ui.oidc.ProviderSignIn;
import dev.plumbline.ui.oidc.ReturnCookie;
import dev.plumbline.ui.oidc.SignInStep.Known;
import dev.plumbline.ui.oidc.SignInStep.Refused;
import dev.plumbline.ui.oidc.SignInStep.ToProvider;
import dev.plumbline.ui.oidc.SignInStep.Unavailable;
import dev.plumbline.ui.page.CurrentSession;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Signing in with OpenID Connect, where it is configured. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class ProviderSignInResource {
  static final String PATH = SignInResource.PATH + "/oidc";
  private static final int MOST_GROUPS = 20;

  private final ProviderSignIn provider;
  private final ProviderRoles roles;
  private final Sessions sessions;
  private final SignInPage page;
  private final CurrentSession current;
  private final CurrentVertxRequest vertx;

  ProviderSignInResource(
      ProviderSignIn provider,
      ProviderRoles roles,
      Sessions sessions,
      SignInPage page,
      CurrentSession current,
      CurrentVertxRequest vertx) {
    this.provider = provider;
    this.roles = roles;
    this.sessions = sessions;
    this.page = page;
    this.current = current;
    this.vertx = vertx;
  }

  @GET
  @Path("sign-in/oidc")
  @NoSignIn
  public Response start(
      @QueryParam("to") @Nullable String to, @Context ContainerRequestContext request) {
    SignInProvider known = configured();
    String path = ReturnPath.of(to);
    if (current.isSignedIn()) {
      return Response.seeOther(URI.create(path)).build();
    }
    return switch (provider.start(known, vertx.getCurrent())) {
      case ToProvider begun ->
          Response.seeOther(begun.location())
              .cookie(ReturnCookie.of(begun.state(), path, known.redirect()))
              .build();
      case Unavailable away ->
          failed(Response.Status.SERVICE_UNAVAILABLE, path, away.why(), request);
    };
  }

  @GET
  @Path("sign-in/oidc/callback")
  @NoSignIn
  @AnyQuery
  public Response finish(
      @QueryParam("state") @Nullable String state, @Context ContainerRequestContext request) {
    SignInProvider known = configured();
    String path = ReturnPath.of(ReturnCookie.read(state, request));
    return switch (provider.finish(known, vertx.getCurrent())) {
      case Known signedIn -> begin(known, signedIn.who(), path, request);
      case Refused refused -> failed(Response.Status.FORBIDDEN, path, refused.why(), request);
      case Unavailable away ->
          failed(Response.Status.SERVICE_UNAVAILABLE, path, away.why(), request);
    };
  }

  private Response begin(
      SignInProvider known, WithProvider who, String path, ContainerRequestContext request) {
    Optional<ApiToken> token = roles.token(who);
    if (token.isEmpty()) {
      return failed(Response.Status.FORBIDDEN, path, withoutRole(known, who), request);
    }
    // A session that somebody else may have put into this browser must not become this person's.
    SessionCookie.read(request).ifPresent(sessions::end);
    current.set(SessionCookie.of(sessions.begin(who), request));
    vertx.getCurrent().put(AccessLog.CALLER, token.get().name());
    return Response.ok(Arrival.at(path), MediaType.TEXT_HTML + ";charset=UTF-8").build();
  }

  private static String withoutRole(SignInProvider known, WithProvider who) {
    return known.name()
        + " says that you are '"
        + who.person()
        + "', but none of your groups has a role here (plumbline.oidc.roles). "
        + groups(known, who.groups());
  }

  private static String groups(SignInProvider known, List<String> groups) {
    if (groups.isEmpty()) {
      return "It sent no groups: its ID token has none in the claim '" + known.groupsClaim() + "'.";
    }
    return "It sent these groups: "
        + groups.stream()
            .limit(MOST_GROUPS)
            .map(group -> "'" + InvisibleCharacters.escaped(group) + "'")
            .collect(Collectors.joining(", "))
        + (groups.size() > MOST_GROUPS ? " and " + (groups.size() - MOST_GROUPS) + " more." : ".");
  }

  private Response failed(
      Response.Status status, String path, String why, ContainerRequestContext request) {
    return page.of(status.getStatusCode(), path, Optional.of(why), request);
  }

  private SignInProvider configured() {
    return provider
        .provider()
        .orElseThrow(
            () ->
                Problems.of(
                    ProblemType.NOT_FOUND,
                    "Signing in with OpenID Connect is not configured (plumbline.oidc.issuer)."));
  }
}
