package dev.plumbline.lab.directus;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The API of one Directus, as its administrator. Bodies are JSON; answers are their {@code data}.
 */
public final class DirectusAdmin {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  // One for all: each keeps threads of its own.
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String url;
  private final String token;

  public DirectusAdmin(String url, String token) {
    this.url = url;
    this.token = token;
  }

  public JsonValue get(String path) {
    return data("GET", path, "");
  }

  public JsonValue post(String path, String body) {
    return data("POST", path, body);
  }

  public JsonValue post(String path, JsonValue body) {
    return post(path, CanonicalJson.write(body));
  }

  public JsonValue patch(String path, String body) {
    return data("PATCH", path, body);
  }

  public JsonValue patch(String path, JsonValue body) {
    return patch(path, CanonicalJson.write(body));
  }

  public void delete(String path) {
    data("DELETE", path, "");
  }

  /**
   * A flow that Directus runs before it carries something out, with one operation.
   *
   * @param event such as {@code items.create}
   * @param options of the operation, as JSON
   */
  public void filterFlow(String event, String collection, String operation, String options) {
    JsonObject flow =
        (JsonObject)
            post(
                "/flows",
                """
                {"name": "Filter", "status": "active", "trigger": "event", "accountability": null,
                 "options": {"type": "filter", "scope": ["%s"], "collections": ["%s"]}}
                """
                    .formatted(event, collection));
    String id = flow.get("id").textOr("");
    JsonObject only =
        (JsonObject)
            post(
                "/operations",
                """
                {"name": "Only", "key": "only", "type": "%s", "position_x": 1, "position_y": 1,
                 "flow": "%s", "options": %s}
                """
                    .formatted(operation, id, options));
    patch("/flows/" + id, JsonObject.EMPTY.with("operation", only.get("id")));
  }

  /** {@code GET /schema/snapshot}, every key as Directus gives it. */
  public JsonObject snapshot() {
    if (get("/schema/snapshot") instanceof JsonObject snapshot) {
      return snapshot;
    }
    throw new IllegalStateException("the snapshot of " + url + " is not an object");
  }

  /**
   * Makes Directus read the schema again: without it, what SQL changed stays invisible for ever.
   */
  public void clearCache() {
    post("/utils/cache/clear?system", "");
  }

  /**
   * Uploads a file.
   *
   * @return its id
   */
  public String upload(String name, String type, String content) {
    String boundary = "laboratory-boundary";
    String body =
        """
        --%1$s
        Content-Disposition: form-data; name="file"; filename="%2$s"
        Content-Type: %3$s

        %4$s
        --%1$s--
        """
            .formatted(boundary, name, type, content)
            .replace("\n", "\r\n");
    JsonValue file = data("POST", "/files", body, "multipart/form-data; boundary=" + boundary);
    return file instanceof JsonObject object ? object.get("id").textOr("") : "";
  }

  /**
   * Any request, whatever the answer.
   *
   * @param body JSON; empty for none
   */
  public HttpResponse<String> send(String method, String path, String body) {
    return send(method, path, body, "application/json");
  }

  private HttpResponse<String> send(String method, String path, String body, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(DEADLINE)
            .header("Authorization", "Bearer " + token)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", type);
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + url + path + " failed: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + method + " " + url + path, e);
    }
  }

  private JsonValue data(String method, String path, String body) {
    return data(method, path, body, "application/json");
  }

  private JsonValue data(String method, String path, String body, String type) {
    HttpResponse<String> answer = send(method, path, body, type);
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "%s %s answered %d: %s%s"
              .formatted(
                  method,
                  path,
                  answer.statusCode(),
                  answer.body(),
                  body.isEmpty()
                      ? ""
                      : "\nto: " + body.substring(0, Math.min(2000, body.length()))));
    }
    return !answer.body().isBlank() && JsonText.read(answer.body()) instanceof JsonObject object
        ? object.get("data")
        : JsonNull.NULL;
  }
}
