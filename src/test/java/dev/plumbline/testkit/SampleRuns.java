package dev.plumbline.testkit;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.Decision;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jackson.form.RecordJson;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunState;
import dev.plumbline.run.evidence.EvidenceInputs;
import dev.plumbline.run.evidence.RunReport.BackupFacts;
import dev.plumbline.run.evidence.VerifiedTarget;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.run.verification.ContentChanges.RowCounts;
import dev.plumbline.run.verification.ContentChanges.RowTotals;
import dev.plumbline.run.verification.ContentChanges.TableContent;
import dev.plumbline.run.verification.Verification;
import dev.plumbline.severity.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** Runs that have ended, from the files in {@code run/evidence}. */
public final class SampleRuns {
  public static final Path FOLDER = Path.of("src/test/resources/run/evidence");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456789Z");

  private SampleRuns() {}

  /**
   * What a file {@code in.json} says.
   *
   * @param journal such as {@code 5 lock begun} or {@code 7 lock ended a message}: the second after
   *     the beginning comes first
   * @param hazards severities of a plan of {@link SamplePlans}; empty without any plan
   * @param tables such as {@code public.articles articles changed 10 11 12}: rows in the backup,
   *     before and after, each {@code -} if not known
   * @param failures such as {@code content: a sentence}; empty if the target was not verified
   */
  record Document(
      String state,
      String message,
      int seconds,
      List<String> journal,
      Optional<List<String>> hazards,
      List<String> decisions,
      boolean hasBackup,
      boolean isNarrowed,
      List<String> tables,
      Optional<List<String>> failures,
      List<String> byOthers,
      List<String> uncertain,
      List<String> notKnown) {}

  public static Stream<String> names() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  public static EvidenceInputs inputs(String name) throws IOException {
    Document document =
        RecordJson.read(Files.readString(FOLDER.resolve(name).resolve("in.json")), Document.class);
    List<RunEvent> events = document.journal().stream().map(SampleRuns::event).toList();
    RunState state = RunState.valueOf(document.state().toUpperCase(Locale.ROOT));
    TreeMap<String, Long> backupRows = new TreeMap<>();
    TreeMap<String, TableContent> contents = new TreeMap<>();
    TreeMap<String, RowTotals> totals = new TreeMap<>();
    for (String line : document.tables()) {
      String[] table = line.split(" ", -1);
      number(table[3]).ifPresent(rows -> backupRows.put(table[0], rows));
      content(table[2]).ifPresent(content -> contents.put(table[1], content));
      totals.put(table[1], new RowTotals(table[0], number(table[4]), number(table[5])));
    }
    return new EvidenceInputs(
        new Run(
            new UUID(9, 1),
            new UUID(1, 0),
            new ComparisonName("staging-to-production"),
            new EnvironmentId("staging"),
            new EnvironmentId("production"),
            NOON,
            "ada",
            Optional.empty(),
            state,
            events.isEmpty() ? Optional.empty() : Optional.of(events.getLast().phase()),
            Optional.empty(),
            document.hasBackup() ? Optional.of(new UUID(8, 1)) : Optional.empty(),
            Optional.of(document.message()),
            Optional.of(NOON.plusSeconds(document.seconds()))),
        events,
        document
            .hazards()
            .map(
                severities ->
                    SamplePlans.plan(
                        SamplePlans.proposal(new UUID(1, 0), "ada", NOON.minusSeconds(7200)),
                        NOON.minusSeconds(7000),
                        severities.stream()
                            .map(label -> Severity.valueOf(label.toUpperCase(Locale.ROOT)))
                            .toArray(Severity[]::new))),
        document.decisions().stream().map(SampleRuns::decision).toList(),
        document.hasBackup() ? Optional.of(backup()) : Optional.empty(),
        backupRows,
        document.isNarrowed(),
        document
            .failures()
            .map(
                failures ->
                    new VerifiedTarget(
                        new Verification(
                            failures.stream().map(SampleRuns::failure).toList(),
                            document.byOthers(),
                            document.uncertain()),
                        new ContentChanges(contents, List.of(), totals))),
        state == RunState.VERIFIED
            ? List.of(
                NOON.plusSeconds(document.seconds() + 3600),
                NOON.plusSeconds(document.seconds() + 86_400))
            : List.of(),
        document.notKnown());
  }

  private static RunEvent event(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ", 4)));
    if (words.size() == 3) {
      words.add("");
    }
    return new RunEvent(
        Phase.valueOf(words.get(1).toUpperCase(Locale.ROOT)),
        RunEvent.Kind.valueOf(words.get(2).toUpperCase(Locale.ROOT)),
        NOON.plusSeconds(Long.parseLong(words.get(0))),
        words.get(3));
  }

  private static Decision decision(String line) {
    String[] words = line.split(" ", 3);
    Decision.Kind kind = Decision.Kind.valueOf(words[1].toUpperCase(Locale.ROOT));
    return new Decision(
        kind,
        new Approver(words[0], words[0] + "-token", false),
        NOON.minusSeconds(3600),
        "0".repeat(64),
        Optional.of(words[2]),
        kind == Decision.Kind.BREAK_GLASS ? Optional.of("OPS-17") : Optional.empty(),
        Optional.of("production"),
        new TreeSet<>(List.of("events")));
  }

  private static BackupFacts backup() {
    return new BackupFacts(
        new UUID(8, 1).toString(),
        "proven",
        Optional.of("production/20260101T120010Z-00000001.dump"),
        1_234_567,
        Optional.of("ab".repeat(32)),
        Optional.of(Instant.parse("2026-01-01T12:00:10Z")),
        Optional.of(Instant.parse("2026-01-01T12:00:40Z")),
        Optional.of("scratch.example.com:5432"),
        Optional.of(1.5),
        Optional.of("restored with the same schema and the same 15 rows"));
  }

  private static Verification.Failure failure(String line) {
    String[] parts = line.split(": ", 2);
    return new Verification.Failure(
        Verification.Rule.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]);
  }

  private static Optional<Long> number(String text) {
    return text.equals("-") ? Optional.empty() : Optional.of(Long.valueOf(text));
  }

  /** Of one that was not there before, there is none. */
  private static Optional<TableContent> content(String result) {
    return switch (result) {
      case "created" -> Optional.empty();
      case "unchanged" -> Optional.of(new TableContent.Unchanged(1));
      case "changed" -> Optional.of(new TableContent.Changed(new TreeMap<>(), RowCounts.NONE));
      case "dropped" -> Optional.of(new TableContent.Dropped());
      case "rewritten" -> Optional.of(new TableContent.Rewritten(true));
      default -> Optional.of(new TableContent.Unknown(result));
    };
  }
}
