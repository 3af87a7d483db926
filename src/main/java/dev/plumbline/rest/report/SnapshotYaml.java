package dev.plumbline.rest.report;

import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** A snapshot as YAML, as {@code directus schema snapshot} writes it. */
public final class SnapshotYaml {
  private SnapshotYaml() {}

  /** Strings that are read back as strings by every YAML, 1.1 or 1.2, without quotes. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private static final Set<String> WORDS =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  public static String write(JsonValue value) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setSplitLines(false);
    // Each object is its own: an anchor would be valid YAML and surprise everybody.
    return new Yaml(new Quoting(options), options).dump(plain(value));
  }

  private static @Nullable Object plain(JsonValue value) {
    return switch (value) {
      case JsonNull ignored -> null;
      case JsonBoolean(boolean flag) -> flag;
      case JsonNumber number ->
          number.isInteger()
              ? (Object) (long) number.value()
              : new BigDecimal(CanonicalJson.text(number));
      case JsonString(String text) -> text;
      case JsonArray(List<JsonValue> items) -> {
        List<@Nullable Object> list = new ArrayList<>();
        items.forEach(item -> list.add(plain(item)));
        yield list;
      }
      case JsonObject object -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object.members().forEach((key, member) -> map.put(key, plain(member)));
        yield map;
      }
    };
  }

  /** SnakeYAML quotes by YAML 1.1 only: it would leave 0o17 and 1e3 to be read as numbers. */
  private static final class Quoting extends Representer {
    Quoting(DumperOptions options) {
      super(options);
      representers.put(String.class, this::string);
    }

    private Node string(Object data) {
      String text = (String) data;
      boolean plain =
          PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
      return representScalar(
          Tag.STR,
          text,
          plain ? DumperOptions.ScalarStyle.PLAIN : DumperOptions.ScalarStyle.DOUBLE_QUOTED);
    }
  }
}
