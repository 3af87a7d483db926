package dev.plumbline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.ChangeExamples;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.finding.observation.FindingCode;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.integrity.compile.CheckCodes;
import dev.plumbline.mismatch.MismatchExamples;
import dev.plumbline.mismatch.rules.MismatchCodes;
import dev.plumbline.reading.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/messages.md} has every code with a sentence that the code really makes. {@code
 * -Dgolden=accept} rewrites it.
 */
class MessagesDocsTest {
  private static final Path PAGE = Path.of("docs/messages.md");
  private static final String HEAD =
      """
      # Messages

      Every code that Plumbline can emit, with an example of its sentence. Written by `MessagesDocsTest`, which makes the examples with the code of the program
      (`-Dgolden=accept` rewrites the page). Severities are the gravest that a code can have.
      """;

  /** A line of a table; without severity where there is none. */
  private record Row(
      String code, String severity, String example, String meaning, String todo, String link) {
    String text() {
      return "| `%s` | %s | %s | %s | %s | %s |\n"
          .formatted(code, severity, cell(example), cell(meaning), cell(todo), link);
    }

    private static String cell(String text) {
      return text.replaceAll("(?<!\\\\)\\|", "\\\\|").replace("\n", " ");
    }
  }

  @Test
  void everyCodeIsOnThePage() throws IOException {
    String page =
        HEAD
            + table("Changes", "What differs between two environments.", changes())
            + table(
                "Mismatches",
                "Where Directus's metadata and the PostgreSQL catalog of one environment disagree.",
                mismatches())
            + table(
                "Checks",
                "Records that break a rule. A check that could not run has a reason instead.",
                checks())
            + table(
                "Other findings",
                "About the sources, the identity of environments, ignore rules and notifications.",
                findings())
            + table(
                "Reasons",
                "Why a source could not be read, or a check could not run. The example is that of a database.",
                reasons())
            + table(
                "Problems",
                "Answers of REST to a request that failed (RFC 9457); the code is the end of `urn:plumbline:problem:…`.",
                problems());

    if ("accept".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  private static List<Row> changes() throws IOException {
    Map<String, String> todo = todo("docs/changes.md", 4);
    var examples = ChangeExamples.all();
    assertThat(without(examples.keySet(), List.of(ChangeCode.values())))
        .as("codes of which no folder in src/test/resources/scenarios has a change")
        .isEmpty();
    assertThat(examples).as("examples").containsOnlyKeys(ChangeCode.values());
    return Arrays.stream(ChangeCode.values())
        .map(
            code ->
                new Row(
                    code.label(),
                    code.gravest().label(),
                    Objects.requireNonNull(examples.get(code)).message(),
                    code.meaning(),
                    todo.getOrDefault(code.label(), ""),
                    "[changes](changes.md)"))
        .toList();
  }

  /** Those that are missing, because the list of all is too long to read. */
  private static <T> List<T> without(Set<T> examples, List<T> codes) {
    return codes.stream().filter(code -> !examples.contains(code)).toList();
  }

  private static List<Row> mismatches() throws IOException {
    Map<String, String> todo = todo("docs/mismatches.md", 4);
    var examples = MismatchExamples.all();
    assertThat(without(examples.keySet(), List.of(MismatchCodes.values())))
        .as("codes of which src/test/java/dev/plumbline/mismatch has no case")
        .isEmpty();
    assertThat(examples).as("examples").containsOnlyKeys(MismatchCodes.values());
    return Arrays.stream(MismatchCodes.values())
        .map(
            code ->
                new Row(
                    code.label(),
                    code.severity().label(),
                    Objects.requireNonNull(examples.get(code)).message(),
                    code.meaning(),
                    todo.getOrDefault(code.label(), ""),
                    "[mismatches](mismatches.md)"))
        .toList();
  }

  private static List<Row> checks() throws IOException {
    Map<String, String> todo = todo("docs/checks.md", 5);
    return Arrays.stream(CheckCodes.values())
        .map(
            code ->
                new Row(
                    code.label(),
                    code.severity().label(),
                    CheckExamples.sentence(code),
                    code.meaning(),
                    todo.getOrDefault(code.label(), ""),
                    "[checks](checks.md)"))
        .toList();
  }

  private static List<Row> findings() {
    Map<String, String> examples = FindingExamples.sentences();
    assertThat(examples.keySet())
        .as("examples")
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FindingCode.values()).map(FindingCode::label).toList());
    return Arrays.stream(FindingCode.values())
        .map(
            code ->
                new Row(
                    code.label(),
                    code.severity().label(),
                    Objects.requireNonNull(examples.get(code.label())),
                    code.meaning(),
                    Advice.of(code),
                    section(code)))
        .toList();
  }

  private static String section(FindingCode code) {
    return switch (code) {
      case API_UNREADABLE, DATABASE_UNREADABLE -> "[sources](api.md#sources)";
      case API_STALE, API_DIFFERS, CHECKS_UNKNOWN, SCAN_FAILED ->
          "[records and catalog](api.md#records-and-catalog)";
      case COLLECTIONS_DISAPPEARED -> "[changes](changes.md#collections-that-disappeared)";
      case API_OF_ANOTHER_DIRECTUS,
          MIGRATIONS_BEHIND,
          SAME_DATABASE,
          SAME_PROJECT,
          STATIC_TOKENS_VALID_IN_BOTH,
          STORAGE_LOCATIONS_DIFFER ->
          "[identity](identity.md)";
      case IGNORE_RULE_EXPIRED, IGNORE_RULE_UNUSED -> "[configuration](configuration.md)";
      case NOTIFICATION_FAILING -> "[notifications](notifications.md)";
      case BREAK_GLASS_USED -> "[plans](plans.md)";
      case BACKUP_FAILED, BACKUP_DISPROVEN, BACKUP_OVERDUE, BACKUP_SMALLER ->
          "[backups](backups.md)";
    };
  }

  private static List<Row> reasons() {
    return Arrays.stream(Reason.values())
        .map(
            reason ->
                new Row(
                    reason.label(),
                    "",
                    ReasonExamples.detail(reason),
                    reason.meaning(),
                    Advice.of(reason),
                    "[sources](api.md#sources)"))
        .toList();
  }

  private static List<Row> problems() {
    return Arrays.stream(ProblemType.values())
        .sorted(Comparator.comparing(ProblemType::status))
        .map(
            type ->
                new Row(
                    type.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    Integer.toString(type.status()),
                    type.title(),
                    type.title() + ".",
                    Advice.of(type),
                    "[errors](api.md#errors)"))
        .toList();
  }

  private static String table(String heading, String about, List<Row> rows) {
    return "\n## "
        + heading
        + "\n\n"
        + about
        + "\n\n"
        + "| code | severity | example | meaning | what to do | more |\n|---|---|---|---|---|---|\n"
        + rows.stream().map(Row::text).collect(Collectors.joining());
  }

  /** By code. */
  private static Map<String, String> todo(String file, int column) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("(?<!\\\\)\\|", -1))
        .collect(
            Collectors.toMap(
                cells -> cells[1].strip().replace("`", ""), cells -> cells[column].strip()));
  }
}
