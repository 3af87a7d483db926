package dev.plumbline.configuration.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Keys that a YAML file has, but with nothing behind them: {@code key:}, {@code key: ~}, {@code
 * key: {}}. As configuration they do not show at all.
 */
public final class BlankYaml {
  /** How MicroProfile Config's YAML source names itself. */
  private static final Pattern SOURCE = Pattern.compile("YamlConfigSource\\[source=(.*)]");

  private BlankYaml() {}

  /**
   * Those of one source; none if it is not YAML, or can no longer be read.
   *
   * @param source the name of a source of MicroProfile Config
   */
  public static SortedSet<String> ofSource(String source) {
    Matcher matcher = SOURCE.matcher(source);
    if (!matcher.matches()) {
      return new TreeSet<>();
    }
    try (InputStream stream = URI.create(matcher.group(1)).toURL().openStream()) {
      return of(new String(stream.readAllBytes(), UTF_8));
    } catch (IOException | IllegalArgumentException e) {
      return new TreeSet<>();
    }
  }

  static SortedSet<String> of(String yaml) {
    TreeSet<String> blank = new TreeSet<>();
    try {
      collect("", new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml), blank);
    } catch (YAMLException e) {
      // Whoever reads the values says so.
    }
    return blank;
  }

  private static void collect(String key, @Nullable Object value, SortedSet<String> blank) {
    if (isBlank(value)) {
      blank.add(key);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, member) -> collect(key.isEmpty() ? "" + name : key + "." + name, member, blank));
    } else if (value instanceof Collection<?> items) {
      int place = 0;
      for (Object item : items) {
        collect(key + "[" + place++ + "]", item, blank);
      }
    }
  }

  private static boolean isBlank(@Nullable Object value) {
    return value == null
        || (value instanceof String text && text.isBlank())
        || (value instanceof Map<?, ?> map && map.values().stream().allMatch(BlankYaml::isBlank))
        || (value instanceof Collection<?> items && items.stream().allMatch(BlankYaml::isBlank));
  }
}
