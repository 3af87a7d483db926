package dev.plumbline.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML files as JSON, with anchors and merge keys resolved. A key that stands twice is an error.
 */
final class YamlText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private YamlText() {}

  static JsonNode file(Path file) throws IOException {
    return MAPPER.valueToTree(yaml().load(Files.readString(file)));
  }

  /** The documents of a text that are not empty. */
  static List<JsonNode> documents(String text) {
    return StreamSupport.stream(yaml().loadAll(text).spliterator(), false)
        .<JsonNode>map(MAPPER::valueToTree)
        .filter(document -> !document.isNull())
        .toList();
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    DumperOptions dumper = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options),
        new Representer(dumper),
        dumper,
        options,
        new BooleansOfYaml12());
  }

  /** {@code on} is a key of every GitHub workflow, and not a boolean as in YAML 1.1. */
  private static final class BooleansOfYaml12 extends Resolver {
    private static final Pattern BOOLEAN =
        Pattern.compile("^(?:true|True|TRUE|false|False|FALSE)$");

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOLEAN, "tTfF");
      addImplicitResolver(Tag.INT, INT, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
