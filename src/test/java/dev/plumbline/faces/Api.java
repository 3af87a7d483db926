package dev.plumbline.faces;

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
import java.util.stream.Stream;

/** As curl: one request, one answer. */
public final class Api {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String url;
  private final List<String> headers;

  private Api(String url, List<String> headers) {
    this.url = url;
    this.headers = headers;
  }

  /**
   * @param url with or without a trailing slash
   */
  public static Api at(String url) {
    return new Api(url.replaceFirst("/$", ""), List.of());
  }

  /** With the token of that name. */
  public Api as(String token) {
    return with("Authorization", "Bearer " + Twins.secret(token));
  }

  public Api with(String header, String value) {
    return new Api(url, Stream.concat(headers.stream(), Stream.of(header, value)).toList());
  }

  public Answer get(String path) {
    return send("GET", path, "");
  }

  public Answer send(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response);
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(method + " " + path, e);
    }
  }

  /** What came back. */
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    /** Empty if there is none. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public JsonObject json() {
      return (JsonObject) JsonText.read(body());
    }

    /** The text of a member, or of a member of a member; empty if it is no text. */
    public String text(String... path) {
      return in(path).textOr("");
    }

    public JsonValue in(String... path) {
      JsonValue value = json();
      for (String key : path) {
        value = ((JsonObject) value).get(key);
      }
      return value;
    }

    public List<JsonObject> list(String key) {
      return ((JsonArray) json().get(key)).items().stream().map(JsonObject.class::cast).toList();
    }

    /** The text of one member of each object of a list. */
    public List<String> texts(String list, String key) {
      return list(list).stream().map(object -> object.get(key).textOr("")).toList();
    }

    @Override
    public String toString() {
      return status() + " " + response.headers().map() + " " + body();
    }
  }
}
