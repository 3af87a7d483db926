package dev.plumbline.scan.work.files;

import dev.plumbline.configuration.WatchedEnvironment.Files;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.Check.MissingBinaries;
import dev.plumbline.integrity.Tally;
import dev.plumbline.scan.FileBinaries;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.scan.work.run.CheckBatch;
import dev.plumbline.scan.work.run.ReconnectingSession;
import dev.plumbline.scan.work.run.ScanBudget;
import dev.plumbline.watch.source.UnreadableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Looks for files without a binary, a few requests a second. A sample is of runs of keys behind
 * starting points that are spread evenly, and others in each scan: keys are random, so that rows
 * that follow each other have nothing else in common. What is known to be missing is asked for
 * first, and is part of the sample, so that a sample finds no more than is kept of it: no finding
 * comes and goes with the sample.
 */
public final class MissingFiles implements AskedFiles {
  /** How many files a sample has, at most; fewer files are all checked. */
  public static final int SAMPLE = MissingBinaries.MOST_SAMPLES;

  /** Requests in a second. */
  public static final int RATE = 5;

  private static final String TABLE = "directus_files";
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** An API that is busy or being started again may answer after these. */
  static final List<Duration> RETRIES = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30));

  private final EnvironmentId environment;
  private final UUID scan;
  private final Files files;
  private final Optional<String> storage;
  private final KnownMissingFiles known;
  private final FileBinaries binaries;
  private final ScanBudget budget;
  private long total = -1;
  private Optional<String> note = Optional.empty();

  /**
   * @param scan another one, another sample
   * @param storage only files of this storage location; of all if empty
   */
  public MissingFiles(
      EnvironmentId environment,
      UUID scan,
      Files files,
      Optional<String> storage,
      KnownMissingFiles known,
      FileBinaries binaries,
      ScanBudget budget) {
    this.environment = environment;
    this.scan = scan;
    this.files = files;
    this.storage = storage;
    this.known = known;
    this.binaries = binaries;
    this.budget = budget;
  }

  /**
   * Where it is, as a position of a step.
   *
   * @param sampled whether it is a sample
   * @param checked files that were asked for so far
   * @param next of a sample: number of the run; else the key behind which to continue, empty at
   *     first
   */
  private record Cursor(boolean sampled, long checked, String next) {
    static Cursor of(String text) {
      String[] parts = text.split(":", 3);
      return new Cursor(parts[0].equals("sample"), Long.parseLong(parts[1]), parts[2]);
    }

    String text() {
      return (sampled ? "sample:" : "all:") + checked + ":" + next;
    }
  }

  @Override
  public Step step(ReconnectingSession connection, CheckBatch batch)
      throws UnreadableException, NoAnswerException, InterruptedException {
    if (total < 0) {
      total = total(connection);
    }
    Cursor cursor =
        batch
            .position()
            .map(Cursor::of)
            .orElseGet(
                () ->
                    files == Files.SAMPLE && total > SAMPLE && known.all()
                        ? new Cursor(true, 0, "0")
                        : new Cursor(false, 0, ""));
    if (batch.position().isPresent()) {
      budget.pause(PAUSE);
    }
    return cursor.sampled()
        ? ofSample(connection, batch, cursor)
        : ofAll(connection, batch, cursor);
  }

  private long total(ReconnectingSession connection)
      throws UnreadableException, InterruptedException {
    return storage.isPresent()
        ? connection.ask(TABLE, session -> session.countFiles(storage.get()))
        : connection.ask(TABLE, session -> session.count(List.of(TABLE))).stream()
            .mapToLong(c -> c.count())
            .sum();
  }

  @Override
  public Optional<String> note() {
    return note;
  }

  private Step ofAll(ReconnectingSession connection, CheckBatch batch, Cursor cursor)
      throws UnreadableException, NoAnswerException, InterruptedException {
    Optional<String> after = Optional.of(cursor.next()).filter(key -> !key.isEmpty());
    List<String> keys = connection.ask(TABLE, session -> session.files(storage, after, RATE));
    long checked = cursor.checked() + keys.size();
    Optional<Cursor> next =
        keys.size() < RATE
            ? Optional.empty()
            : Optional.of(new Cursor(false, checked, keys.getLast()));
    return step(batch, keys, next, total == 0 ? 1 : (double) checked / Math.max(total, checked));
  }

  private Step ofSample(ReconnectingSession connection, CheckBatch batch, Cursor cursor)
      throws UnreadableException, NoAnswerException, InterruptedException {
    int run = Integer.parseInt(cursor.next());
    int runs = knownRuns() + starts();
    List<String> keys =
        run < knownRuns()
            ? stillThere(connection, run)
            : run < runs ? run(connection, run - knownRuns()) : List.of();
    long checked = cursor.checked() + keys.size();
    boolean last = run + 1 >= runs;
    note =
        Optional.of(
            "a sample: " + checked + " of " + Math.max(total, checked) + " files were checked");
    return step(
        batch,
        keys,
        last ? Optional.empty() : Optional.of(new Cursor(true, checked, Integer.toString(run + 1))),
        (run + 1.0) / runs);
  }

  private int knownRuns() {
    return Math.ceilDiv(known.keys().size(), RATE);
  }

  private int starts() {
    return Math.max(0, SAMPLE - known.keys().size()) / RATE;
  }

  /** Of some that are known to be missing, those that still have a row. */
  private List<String> stillThere(ReconnectingSession connection, int run)
      throws UnreadableException, InterruptedException {
    List<String> keys = new ArrayList<>();
    for (String key :
        known.keys().subList(run * RATE, Math.min((run + 1) * RATE, known.keys().size()))) {
      UUID id = UUID.fromString(key);
      UUID previous =
          new UUID(
              id.getMostSignificantBits() - (id.getLeastSignificantBits() == 0 ? 1 : 0),
              id.getLeastSignificantBits() - 1);
      if (connection
          .ask(TABLE, session -> session.files(storage, Optional.of(previous.toString()), 1))
          .contains(key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  /**
   * @param run from 0 on
   */
  private List<String> run(ReconnectingSession connection, int run)
      throws UnreadableException, InterruptedException {
    String end = start(run + 1);
    Set<String> keys =
        new LinkedHashSet<>(
            connection.ask(
                TABLE, session -> session.files(storage, Optional.of(start(run)), RATE)));
    keys.removeIf(key -> run + 1 < starts() && key.compareTo(end) > 0);
    keys.removeAll(known.keys());
    return List.copyOf(keys);
  }

  /** The n-th of evenly spread keys, from 0 on. */
  private String start(int n) {
    long distance = Long.divideUnsigned(-1L, starts());
    long offset = Long.remainderUnsigned(scan.getLeastSignificantBits(), distance);
    return new UUID(distance * n + offset, 0).toString();
  }

  private Step step(CheckBatch batch, List<String> keys, Optional<Cursor> next, double done)
      throws NoAnswerException, InterruptedException {
    Set<String> missing = missing(keys);
    List<List<String>> samples = missing.stream().sorted().map(List::of).toList();
    return new Step(
        Map.of(batch.checks().getFirst().id(), new Tally(missing.size(), samples)),
        keys.size(),
        next.map(Cursor::text),
        done);
  }

  private Set<String> missing(List<String> keys) throws NoAnswerException, InterruptedException {
    return keys.isEmpty()
        ? Set.of()
        : AskedFiles.asked(budget, RETRIES, () -> binaries.missing(environment, keys));
  }
}
