package dev.plumbline.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON without losing anything that is part of a value: nulls stay, a key that stands twice
 * is an error. To write, see {@link dev.plumbline.json.CanonicalJson}.
 */
public final class JsonText {
  private JsonText() {}

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(50_000_000).build())
          .build();

  private static final JsonFactory LENIENT =
      FACTORY.rebuild().disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * Reads exactly one value as JavaScript's {@code JSON.parse} and {@code JSON.stringify} pass it
   * on: of a key that stands twice the last counts, a number that is too large becomes null. For
   * JSON that Directus reads from its database, where whatever Directus makes of it is the truth.
   *
   * @return empty if it is not JSON
   */
  public static Optional<JsonValue> readAsJavaScript(String text) {
    try (JsonParser parser = LENIENT.createParser(text)) {
      return Optional.of(single(parser));
    } catch (JsonTextException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be read", e);
    }
  }

  /**
   * Reads exactly one value.
   *
   * @throws JsonTextException if it is not JSON, saying where
   */
  public static JsonValue read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      return single(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot fail to be read", e);
    }
  }

  /**
   * Reads exactly one value of UTF-8 and leaves the stream open.
   *
   * @throws JsonTextException if it is not JSON, saying where
   * @throws IOException if the stream fails
   */
  public static JsonValue read(InputStream stream) throws IOException {
    try (JsonParser parser =
        FACTORY.createParser(stream).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
      return single(parser);
    }
  }

  private static JsonValue single(JsonParser parser) throws IOException {
    try {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw new JsonTextException("it is empty");
      }
      JsonValue value = value(parser, first);
      if (parser.nextToken() != null) {
        throw new JsonTextException("something follows the value");
      }
      return value;
    } catch (JsonProcessingException e) {
      // Also what is JSON but nested deeper or longer than the parser's limits allow.
      throw new JsonTextException(e.getOriginalMessage() + where(e.getLocation()));
    }
  }

  private static String where(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  private static JsonValue value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NULL -> JsonNull.NULL;
      case VALUE_TRUE -> JsonValue.of(true);
      case VALUE_FALSE -> JsonValue.of(false);
      case VALUE_STRING -> JsonValue.of(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case START_ARRAY -> array(parser);
      case START_OBJECT -> object(parser);
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new JsonTextException("unexpected " + token);
    };
  }

  private static JsonValue number(JsonParser parser) throws IOException {
    double value = Double.parseDouble(parser.getText());
    if (!Double.isFinite(value)) {
      if (!parser.isEnabled(StreamReadFeature.STRICT_DUPLICATE_DETECTION)) {
        return JsonNull.NULL;
      }
      throw new JsonTextException("a number is too large");
    }
    return JsonValue.of(value);
  }

  private static JsonArray array(JsonParser parser) throws IOException {
    List<JsonValue> items = new ArrayList<>();
    for (JsonToken token = next(parser); token != JsonToken.END_ARRAY; token = next(parser)) {
      items.add(value(parser, token));
    }
    return new JsonArray(items);
  }

  private static JsonObject object(JsonParser parser) throws IOException {
    TreeMap<String, JsonValue> members = new TreeMap<>();
    while (next(parser) != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      members.put(key, value(parser, next(parser)));
    }
    return new JsonObject(members);
  }

  private static JsonToken next(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new JsonTextException("it ends too early");
    }
    return token;
  }
}
