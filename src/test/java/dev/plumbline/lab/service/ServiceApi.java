package dev.plumbline.lab.service;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The HTTP faces of the service, as curl would use them. */
public final class ServiceApi {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final String url;
  private final String token;

  ServiceApi(String url, String token) {
    this.url = url;
    this.token = token;
  }

  public String url() {
    return url;
  }

  /** The body of a successful answer. */
  public JsonObject get(String path) {
    HttpResponse<String> answer = send("GET", path, "");
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          "GET " + path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return (JsonObject) JsonText.read(answer.body());
  }

  /** The objects in an array of a successful answer. */
  public List<JsonObject> list(String path, String key) {
    return ((JsonArray) get(path).get(key)).items().stream().map(JsonObject.class::cast).toList();
  }

  public String text(String path) {
    return send("GET", path, "").body();
  }

  /** Whether it answers 200. */
  public boolean answers(String path) {
    try {
      return send("GET", path, "").statusCode() == 200;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Any request, whatever the answer. */
  public HttpResponse<String> send(String method, String path, String body) {
    return send(method, path, body, Map.of());
  }

  /** Any request with further headers, whatever the answer. */
  public HttpResponse<String> send(
      String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(DEADLINE)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    headers.forEach(request::header);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
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

  /** The path of what a request has begun. */
  public static String location(HttpResponse<String> answer) {
    String location =
        answer
            .headers()
            .firstValue("Location")
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the answer "
                            + answer.statusCode()
                            + " has no Location: "
                            + answer.body()));
    return location.substring(location.indexOf("/api/"));
  }

  /** The text of a member that must be a string. */
  public static String text(JsonObject object, String key) {
    JsonValue value = object.get(key);
    if (value instanceof JsonValue.JsonString(String text)) {
      return text;
    }
    throw new IllegalStateException(key + " is not a string in " + object);
  }
}
