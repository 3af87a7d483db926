package dev.plumbline.http.problem;

import dev.plumbline.http.RestPaths;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.report.text.HtmlText;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;

/** A problem (RFC 9457) that is answered where no resource answers. */
public record PlainProblem(ProblemType type, String detail) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public static PlainProblem invalid(String detail) {
    return new PlainProblem(ProblemType.INVALID_REQUEST, detail);
  }

  public String json() {
    return CanonicalJson.write(
        new JsonObject(
            new TreeMap<>(
                Map.of(
                    "type", JsonValue.of(type.uri().toString()),
                    "title", JsonValue.of(type.title()),
                    "status", JsonValue.of(type.status()),
                    "detail", JsonValue.of(detail)))));
  }

  /** For a browser: it needs nothing but the style sheet, because nothing else may work. */
  String html() {
    String title = HtmlText.text(type.title());
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + title
        + " – Plumbline</title>\n<link rel=\"stylesheet\" href=\"/assets/plumbline.css\">\n"
        + "</head>\n<body>\n<main>\n<h1>"
        + title
        + "</h1>\n<p>"
        + HtmlText.message(detail)
        + "</p>\n<p><a class=\"button\" href=\"/\">Back to the overview</a></p>\n</main>\n"
        + "</body>\n</html>\n";
  }

  /** Ends the response with it, as JSON. */
  public void send(HttpServerResponse response) {
    send(response, MEDIA_TYPE, json());
  }

  /** Likewise, but as a page if a browser asked for one. */
  public void send(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (RestPaths.isPageWanted(request.path(), request.getHeader("Accept"))) {
      send(context.response(), "text/html;charset=UTF-8", html());
    } else {
      send(context.response());
    }
  }

  private void send(HttpServerResponse response, String mediaType, String body) {
    response
        .setStatusCode(type.status())
        .putHeader("Content-Type", mediaType)
        .putHeader("Cache-Control", "no-store")
        .end(body);
  }
}
