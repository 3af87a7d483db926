package dev.plumbline.rest.auth;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.http.RestPaths;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.access.Tokens;
import dev.plumbline.http.access.WrongTokens;
import dev.plumbline.http.guard.AccessLog;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody into REST without a token, and nobody anywhere their role does not reach. Pages have
 * a session instead.
 */
@Singleton
final class AuthenticationFilter {
  private static final String SCHEME = "bearer ";

  private final Tokens tokens;
  private final WrongTokens wrongTokens;
  private final Caller caller;
  private final CurrentVertxRequest current;

  AuthenticationFilter(
      Tokens tokens, WrongTokens wrongTokens, Caller caller, CurrentVertxRequest current) {
    this.tokens = tokens;
    this.wrongTokens = wrongTokens;
    this.caller = caller;
    this.current = current;
  }

  /** Before a resource is looked for: without a token nobody learns which paths there are. */
  @ServerRequestFilter(preMatching = true, priority = Priorities.AUTHENTICATION)
  void authenticate(ContainerRequestContext request) {
    if (!RestPaths.isRest(request.getUriInfo())) {
      return;
    }
    RoutingContext context = current.getCurrent();
    admit(
        request.getHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of()),
        AccessLog.address(context.request().remoteAddress()));
    context.put(AccessLog.CALLER, caller.name());
  }

  /**
   * @param headers every Authorization of the request
   * @param address where it came from
   */
  void admit(List<String> headers, String address) {
    if (tokens.isEmpty()) {
      throw unauthenticated(
          "",
          "No token is configured, so every request is refused. Set"
              + " plumbline.tokens.<name>.sha256 (from: printf %s \"$TOKEN\" | sha256sum)"
              + " and plumbline.tokens.<name>.role, and restart Plumbline.");
    }
    if (headers.isEmpty()) {
      throw unauthenticated("", "Send the header 'Authorization: Bearer <token>'.");
    }
    String header = headers.getFirst();
    if (headers.size() > 1 || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw unauthenticated(
          "error=\"invalid_request\"",
          "The header Authorization must occur exactly once, as 'Authorization: Bearer"
              + " <token>'.");
    }
    ApiToken token =
        tokens.of(header.substring(SCHEME.length()).strip()).orElseThrow(() -> wrong(address));
    caller.is(token);
  }

  private HttpProblem wrong(String address) {
    if (wrongTokens.isTooMany(address)) {
      return Problems.builder(
              ProblemType.WRONG_TOKENS,
              "More than "
                  + WrongTokens.LIMIT
                  + " wrong tokens came from this address within a minute.")
          .withHeader("Retry-After", WrongTokens.WINDOW.toSeconds())
          .build();
    }
    return unauthenticated(
        "error=\"invalid_token\"", "The token is not configured under plumbline.tokens.");
  }

  @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
  void authorize(ContainerRequestContext request, ResourceInfo resource) {
    if (!RestPaths.isRest(request.getUriInfo())) {
      return;
    }
    RoleNeeded needed = needed(resource);
    if (needed == null) {
      throw Problems.of(ProblemType.FORBIDDEN, "Nobody may do this: no role is defined for it.");
    }
    if (!caller.may(needed.value())) {
      throw Problems.of(
          ProblemType.FORBIDDEN,
          "Token '"
              + caller.name()
              + "' has the role "
              + caller.role().label()
              + "; this needs "
              + needed.value().label()
              + ".");
    }
  }

  private static @Nullable RoleNeeded needed(ResourceInfo resource) {
    return resource.getResourceMethod().getAnnotation(RoleNeeded.class);
  }

  private static HttpProblem unauthenticated(String error, String detail) {
    return Problems.builder(ProblemType.UNAUTHENTICATED, detail)
        .withHeader(
            HttpHeaders.WWW_AUTHENTICATE,
            "Bearer realm=\"plumbline\"" + (error.isEmpty() ? "" : ", " + error))
        .build();
  }
}
