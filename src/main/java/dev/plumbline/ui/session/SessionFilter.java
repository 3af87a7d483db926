package dev.plumbline.ui.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.http.RestPaths;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.guard.AccessLog;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.ui.page.CurrentSession;
import dev.plumbline.ui.session.Sessions.Active;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jspecify.annotations.Nullable;

/** Lets nobody see a page without a session, nor send a form that this session was not given. */
@Singleton
final class SessionFilter {
  static final String CSRF = "csrf";

  private final Sessions sessions;
  private final Caller caller;
  private final CurrentSession current;
  private final CurrentVertxRequest vertx;

  SessionFilter(
      Sessions sessions, Caller caller, CurrentSession current, CurrentVertxRequest vertx) {
    this.sessions = sessions;
    this.caller = caller;
    this.current = current;
    this.vertx = vertx;
  }

  @WithFormRead
  @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
  Optional<Response> authenticate(ContainerRequestContext request, ResourceInfo resource) {
    if (RestPaths.isRest(request.getUriInfo())) {
      return Optional.empty();
    }
    boolean isForm = request.getMethod().equals(HttpMethod.POST);
    if (isForm) {
      SameOrigin.check(request);
    }
    Optional<String> secret = SessionCookie.read(request);
    Optional<Active> active = secret.flatMap(sessions::resume);
    active.ifPresent(found -> begin(found, request));
    if (secret.isPresent() && active.isEmpty()) {
      current.set(SessionCookie.none(request));
    }
    Method method = resource.getResourceMethod();
    if (method.isAnnotationPresent(NoSignIn.class)) {
      return Optional.empty();
    }
    if (active.isEmpty()) {
      return Optional.of(toSignIn(request, isForm));
    }
    authorize(method.getAnnotation(RoleNeeded.class));
    if (isForm) {
      checkForm();
    }
    return Optional.empty();
  }

  private void begin(Active active, ContainerRequestContext request) {
    caller.is(active.token());
    current.begin(active.session().csrf());
    active.newSecret().ifPresent(newSecret -> current.set(SessionCookie.of(newSecret, request)));
    vertx.getCurrent().put(AccessLog.CALLER, caller.name());
  }

  private static Response toSignIn(ContainerRequestContext request, boolean isForm) {
    if (isForm) {
      throw Problems.of(
          ProblemType.UNAUTHENTICATED,
          "Your session has ended, so nothing was done. Sign in, and send the form again.");
    }
    URI asked = request.getUriInfo().getRequestUri();
    String path =
        asked.getRawPath() + (asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery());
    if (SameOrigin.isFromAnotherSite(request)) {
      return Response.ok(Arrival.page(path), "text/html;charset=UTF-8").build();
    }
    return Response.seeOther(
            URI.create(SignInResource.PATH + "?to=" + URLEncoder.encode(path, UTF_8)))
        .build();
  }

  private void authorize(@Nullable RoleNeeded needed) {
    if (needed == null) {
      throw Problems.of(ProblemType.FORBIDDEN, "Nobody may do this: no role is defined for it.");
    }
    if (!caller.may(needed.value())) {
      throw Problems.of(
          ProblemType.FORBIDDEN,
          "You are signed in as '"
              + caller.name()
              + "' with the role "
              + caller.role().label()
              + "; this needs "
              + needed.value().label()
              + ".");
    }
  }

  private void checkForm() {
    Object sent = CurrentRequestManager.get().getFormParameter(CSRF, true, false);
    String text = sent instanceof String known ? known : "";
    if (!MessageDigest.isEqual(text.getBytes(UTF_8), current.csrf().getBytes(UTF_8))) {
      throw Problems.of(
          ProblemType.FORBIDDEN,
          "This form belongs to another session, so nothing was done. Open the page again, and"
              + " send its form.");
    }
  }

  @ServerResponseFilter
  void answer(ContainerRequestContext request, ContainerResponseContext response) {
    if (!RestPaths.isRest(request.getUriInfo())) {
      current
          .cookie()
          .ifPresent(cookie -> response.getHeaders().add(HttpHeaders.SET_COOKIE, cookie));
    }
  }
}
