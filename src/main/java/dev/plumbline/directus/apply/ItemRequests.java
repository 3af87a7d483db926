package dev.plumbline.directus.apply;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.directus.apply.WriterHttp.NotReadyException;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.jackson.JsonTextException;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.sync.port.ItemAccess;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** {@link ItemAccess} over HTTP; the marker is the user agent, which Directus records. */
public final class ItemRequests implements ItemAccess {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Map<EnvironmentId, WatchedEnvironment> environments;
  private final WriterHttp http;

  public ItemRequests(Map<EnvironmentId, WatchedEnvironment> environments) {
    this.environments = Map.copyOf(environments);
    this.http = new WriterHttp(environments);
  }

  @Override
  public Optional<Items> of(EnvironmentId target, String marker) {
    return Optional.ofNullable(environments.get(target))
        .filter(watched -> watched.writer().createsItems())
        .map(ignored -> new MarkedItems(target, marker));
  }

  /** Those of one run. */
  private final class MarkedItems implements Items {
    private final EnvironmentId target;
    private final String marker;

    MarkedItems(EnvironmentId target, String marker) {
      this.target = target;
      this.marker = marker;
    }

    @Override
    public JsonObject create(String collection, JsonObject values)
        throws ItemFailedException, InterruptedException {
      return object(send("POST", items(collection), Optional.of(values)).get("data"));
    }

    @Override
    public Optional<JsonObject> read(ItemAddress item, String keyField)
        throws ItemFailedException, InterruptedException {
      JsonObject filter = equal(keyField, item.key());
      List<JsonValue> found = list(items(item.collection()), keyField, filter, "*");
      return found.isEmpty() ? Optional.empty() : Optional.of(object(found.getFirst()));
    }

    @Override
    public void change(ItemAddress item, JsonObject values)
        throws ItemFailedException, InterruptedException {
      send("PATCH", path(item), Optional.of(values));
    }

    @Override
    public void delete(ItemAddress item) throws ItemFailedException, InterruptedException {
      send("DELETE", path(item), Optional.empty());
    }

    @Override
    public List<ItemAddress> created() throws ItemFailedException, InterruptedException {
      JsonObject filter =
          JsonValue.object(
              Map.of(
                  "_and", JsonValue.array(equal("user_agent", marker), equal("action", "create"))));
      return list("/activity", "id", filter, "collection,item").stream()
          .filter(JsonObject.class::isInstance)
          .map(JsonObject.class::cast)
          .map(one -> new ItemAddress(one.get("collection").textOr(""), one.get("item").textOr("")))
          .toList();
    }

    /** An alias that was never sent before: otherwise a cache of Directus may answer. */
    private List<JsonValue> list(String path, String keyField, JsonObject filter, String fields)
        throws ItemFailedException, InterruptedException {
      JsonObject alias =
          JsonValue.object(Map.of("plumbline_" + System.nanoTime(), JsonValue.of(keyField)));
      JsonObject answer =
          send(
              "GET",
              "%s?limit=-1&fields=%s&filter=%s&alias=%s"
                  .formatted(
                      path,
                      encoded(fields),
                      encoded(CanonicalJson.write(filter)),
                      encoded(CanonicalJson.write(alias))),
              Optional.empty());
      if (answer.get("data") instanceof JsonArray(List<JsonValue> found)) {
        return found;
      }
      throw new ItemFailedException("GET " + path + " answered without a list", false);
    }

    private JsonObject send(String method, String path, Optional<JsonObject> body)
        throws ItemFailedException, InterruptedException {
      WriterHttp.Request request = request(method, path, body);
      String shown = request.shown();
      try {
        ReceivedAnswer answer = WriterHttp.send(request, DEADLINE);
        if (answer.status() / 100 != 2) {
          throw new ItemFailedException(
              hidden(described(shown, answer), request), answer.status() / 100 != 4);
        }
        return answer.status() == 204 ? JsonObject.EMPTY : object(JsonText.read(answer.body()));
      } catch (JsonTextException e) {
        throw new ItemFailedException(shown + " answered what is not JSON", true);
      } catch (ExecutionException e) {
        throw new ItemFailedException(
            hidden(shown + " failed: " + ApplyAnswer.cause(e), request), true);
      } catch (TimeoutException e) {
        throw new ItemFailedException(
            shown + ": no answer within " + DEADLINE.toSeconds() + " s", true);
      }
    }

    private WriterHttp.Request request(String method, String path, Optional<JsonObject> body)
        throws ItemFailedException {
      BodyPublisher publisher =
          body.map(CanonicalJson::write)
              .map(BodyPublishers::ofString)
              .orElseGet(BodyPublishers::noBody);
      try {
        return http.request(
            target,
            path,
            builder ->
                (body.isPresent() ? builder.header("Content-Type", "application/json") : builder)
                    .header("User-Agent", marker)
                    .method(method, publisher));
      } catch (NotReadyException e) {
        throw new ItemFailedException(e.reason(), false);
      }
    }
  }

  /** The answer to an item that is missing is the one to a token that may not see it. */
  private static String described(String shown, ReceivedAnswer answer) {
    return answer.status() == 403
        ? shown + " answered 403: Directus does not know it, or the token may not use it"
        : ApplyAnswer.described(shown, answer);
  }

  private static String hidden(String text, WriterHttp.Request request) {
    return text.replace(request.token(), "***");
  }

  private static JsonObject equal(String field, String value) {
    return JsonValue.object(Map.of(field, JsonValue.object(Map.of("_eq", JsonValue.of(value)))));
  }

  private static JsonObject object(JsonValue value) {
    return value instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  private static String items(String collection) {
    return "/items/" + encoded(collection);
  }

  private static String path(ItemAddress item) {
    return items(item.collection()) + "/" + encoded(item.key());
  }

  /** In a path, too, where a plus is not a blank. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
