package dev.plumbline.configuration.reader;

import dev.plumbline.configuration.text.Nearest;
import dev.plumbline.configuration.text.Timestamps;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.environment.EnvironmentId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Reads {@code plumbline.comparisons.<comparison>}. */
final class ComparisonConfigReader {
  private ComparisonConfigReader() {}

  static Optional<Comparison> read(
      String name, ConfigSection section, SortedSet<String> environments) {
    Optional<EnvironmentId> source = side("source", section, environments);
    Optional<EnvironmentId> target = side("target", section, environments);
    if (source.isPresent() && source.equals(target)) {
      section.problem(
          "target",
          "'" + target.get() + "' is also the source. Compare two different environments.");
    }
    List<IgnoreRule> ignore = new ArrayList<>();
    for (int place : section.values().places(section.prefix() + ".ignore")) {
      rule(section.sub("ignore[" + place + "]")).ifPresent(ignore::add);
    }
    return source.flatMap(
        from -> target.map(to -> new Comparison(new ComparisonName(name), from, to, ignore)));
  }

  private static Optional<EnvironmentId> side(
      String key, ConfigSection section, SortedSet<String> environments) {
    return section.parsed(
        key,
        section.required(key, "the name of an environment"),
        text -> environment(text, environments));
  }

  /**
   * @throws IllegalArgumentException if there is none of that name, listing those that there are
   */
  static EnvironmentId environment(String text, SortedSet<String> environments) {
    if (!environments.contains(text)) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a configured environment. "
              + (environments.isEmpty()
                  ? "No environment is configured."
                  : "There are: " + String.join(", ", environments) + ".")
              + Nearest.question(text, environments));
    }
    return new EnvironmentId(text);
  }

  private static Optional<IgnoreRule> rule(ConfigSection section) {
    Optional<String> subject =
        section.parsed(
            "subject",
            section.required("subject", "a glob over collection.field, or ** for everything"),
            ComparisonConfigReader::glob);
    Optional<String> path = section.parsed("path", ComparisonConfigReader::glob);
    Optional<ChangeCode> code = section.parsed("code", ComparisonConfigReader::code);
    Optional<String> reason = section.required("reason", "why this difference is intended");
    return subject.flatMap(
        glob ->
            reason.map(
                why ->
                    new IgnoreRule(
                        glob, path, code, why, section.parsed("until", Timestamps::parse))));
  }

  private static ChangeCode code(String text) {
    return ChangeCode.ofLabel(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + text
                        + "' is not the code of a change; docs/changes.md lists them."
                        + Nearest.question(
                            text,
                            Arrays.stream(ChangeCode.values()).map(ChangeCode::label).toList())));
  }

  private static String glob(String text) {
    Optional<String> problem = IgnoreRule.problem(text);
    if (problem.isPresent()) {
      throw new IllegalArgumentException("'" + text + "' is not a glob: " + problem.get() + ".");
    }
    return text;
  }
}
