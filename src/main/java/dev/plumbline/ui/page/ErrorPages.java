package dev.plumbline.ui.page;

import dev.plumbline.http.RestPaths;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** A problem of a page is a page, for a browser. */
@Singleton
final class ErrorPages {
  private static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");
  private static final int UNAUTHORIZED = 401;

  /** What a form is sent to begins with the path of its page. */
  private static final Pattern FORM = Pattern.compile("(/[a-z]+/[\\w.-]+)/.+");

  private final Frames frames;
  private final CurrentSession session;

  ErrorPages(Frames frames, CurrentSession session) {
    this.frames = frames;
    this.session = session;
  }

  /**
   * @param signIn whether to offer it
   * @param back the page whose form was sent; empty if none was
   */
  record Failure(
      int status, String title, Optional<String> detail, boolean signIn, Optional<String> back) {}

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance error(Frame frame, Failure failure);
  }

  @ServerResponseFilter
  void answer(ContainerRequestContext request, ContainerResponseContext response) {
    if (RestPaths.isPageWanted(
            request.getUriInfo().getPath(), request.getHeaderString(HttpHeaders.ACCEPT))
        && response.getEntity() instanceof HttpProblem problem) {
      String title = Optional.ofNullable(problem.getTitle()).orElse("Error");
      Failure failure =
          new Failure(
              response.getStatus(),
              title,
              Optional.ofNullable(problem.getDetail()),
              response.getStatus() == UNAUTHORIZED,
              back(request));
      Frame frame = session.isSignedIn() ? frames.ofError(title) : frames.signedOut(title);
      response.setEntity(Templates.error(frame, failure).render(), new Annotation[0], HTML);
    }
  }

  private static Optional<String> back(ContainerRequestContext request) {
    Matcher form = FORM.matcher(request.getUriInfo().getRequestUri().getRawPath());
    return request.getMethod().equals(HttpMethod.POST) && form.matches()
        ? Optional.of(form.group(1))
        : Optional.empty();
  }
}
