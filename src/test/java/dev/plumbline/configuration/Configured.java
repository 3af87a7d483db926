package dev.plumbline.configuration;

import dev.plumbline.configuration.reader.SettingsReader;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** A configuration made of the same sources as the running service's. */
public final class Configured {
  private Configured() {}

  public static Config by(Map<String, String> properties, Map<String, String> variables) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(
            new PropertiesConfigSource(properties, "application.properties", 250),
            new EnvConfigSource(variables, 300))
        .build();
  }

  public static Config byYaml(String yaml, Map<String, String> variables) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(
            new YamlConfigSource("application.yaml", yaml, 250),
            new EnvConfigSource(variables, 300))
        .build();
  }

  public static Config byYaml(Path file) throws IOException {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(new YamlConfigSource(file.toUri().toURL(), 250))
        .build();
  }

  public static Settings valid(Config config) {
    return switch (SettingsReader.read(config)) {
      case SettingsReader.Valid(Settings settings) -> settings;
      case SettingsReader.Invalid invalid ->
          throw new AssertionError(invalid.problems().toString());
    };
  }
}
