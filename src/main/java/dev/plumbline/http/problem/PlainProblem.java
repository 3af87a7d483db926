package dev.plumbline.http.problem;

import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import io.vertx.core.http.HttpServerResponse;
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

  /** Ends the response with it. */
  public void send(HttpServerResponse response) {
    response
        .setStatusCode(type.status())
        .putHeader("Content-Type", MEDIA_TYPE)
        .putHeader("Cache-Control", "no-store")
        .end(json());
  }
}
