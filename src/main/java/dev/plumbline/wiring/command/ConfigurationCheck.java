package dev.plumbline.wiring.command;

import static java.util.stream.Collectors.joining;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.reader.SettingsReader;
import dev.plumbline.configuration.reader.SettingsReader.Invalid;
import dev.plumbline.configuration.reader.SettingsReader.Valid;
import java.io.PrintStream;
import java.util.Collection;

/** Says whether the configuration is right. */
final class ConfigurationCheck {
  private ConfigurationCheck() {}

  /**
   * @return 0 if it is right, else 1
   */
  static int print(SettingsReader.Result result, PrintStream out, PrintStream err) {
    return switch (result) {
      case Invalid invalid -> {
        err.println("The configuration is wrong:");
        invalid.problems().forEach(problem -> err.println("  " + problem));
        yield 1;
      }
      case Valid(Settings settings) -> {
        // With a store of several replicas, this one would start and wait for the file.
        settings.unreadableSecret().ifPresent(why -> err.println("Not ready before " + why));
        out.println("The configuration is right: " + summary(settings) + ".");
        yield 0;
      }
    };
  }

  private static String summary(Settings settings) {
    return named("environment", settings.environments().keySet())
        + "; "
        + named("comparison", settings.comparisons().keySet())
        + "; "
        + named("token", settings.tokens().stream().map(ApiToken::name).sorted().toList())
        + "; store: "
        + settings
            .store()
            .url()
            .orElseGet(() -> "its own PostgreSQL in " + settings.store().directory());
  }

  private static String named(String thing, Collection<?> names) {
    String many = names.size() + " " + thing + (names.size() == 1 ? "" : "s");
    return names.isEmpty()
        ? "no " + thing
        : many + " (" + names.stream().map(Object::toString).collect(joining(", ")) + ")";
  }
}
