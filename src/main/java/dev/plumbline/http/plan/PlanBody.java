package dev.plumbline.http.plan;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.text.Nearest;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.change.Glob;
import dev.plumbline.http.request.JsonBody;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.plan.select.Selection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a request asks of a plan. */
public final class PlanBody {
  private static final int LONGEST = 700_000;
  private static final int MOST_PATTERNS = 1_000;
  private static final int LONGEST_PATTERN = 500;

  private PlanBody() {}

  /** A request that is right. */
  public record Request(Comparison comparison, Selection selection) {}

  public static Request read(String body, Settings settings, Visibility visible) {
    JsonBody read = JsonBody.read(body, LONGEST);
    Optional<Comparison> comparison =
        read.optional("comparison", 200, name -> known(name, visible))
            .map(ComparisonName::new)
            .map(name -> settings.comparisons().get(name));
    if (comparison.isEmpty() && read.isRight("comparison")) {
      read.wrong("comparison", "is missing. Name a comparison.");
    }
    Selection selection =
        new Selection(
            read.texts("include", MOST_PATTERNS, PlanBody::problem),
            read.texts("exclude", MOST_PATTERNS, PlanBody::problem));
    read.orThrow();
    return new Request(comparison.orElseThrow(), selection);
  }

  private static String known(String name, Visibility visible) {
    TreeSet<String> names =
        visible.comparisonNames().stream()
            .map(ComparisonName::name)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "There is no comparison '"
              + name
              + "' that this token may see. "
              + (names.isEmpty()
                  ? "It may see none."
                  : "It may see: " + String.join(", ", names) + ".")
              + Nearest.question(name, names));
    }
    return name;
  }

  /** A name may have characters that a glob must not have. */
  private static Optional<String> problem(String pattern) {
    if (pattern.length() > LONGEST_PATTERN) {
      return Optional.of(
          "has a pattern of "
              + pattern.length()
              + " characters. It may have "
              + LONGEST_PATTERN
              + ".");
    }
    boolean isName = !pattern.isBlank() && pattern.chars().noneMatch(c -> c == '*' || c == '?');
    return isName
        ? Optional.empty()
        : Glob.problem(pattern).map(why -> "has the pattern '" + pattern + "': " + why + ".");
  }
}
