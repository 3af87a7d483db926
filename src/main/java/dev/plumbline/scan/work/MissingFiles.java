package dev.plumbline.scan.work;

import dev.plumbline.configuration.WatchedEnvironment.Files;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.Check.MissingBinaries;
import dev.plumbline.integrity.Tally;
import dev.plumbline.scan.Binaries;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.watch.UnreadableException;
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
final class MissingFiles implements AskedFiles {
  /** How many files a sample has, at most; fewer files are all looked at. */
  static final int SAMPLE = MissingBinaries.MOST_SAMPLES;

  /** Requests in a second. */
  static final int RATE = 5;

  private static final String TABLE = "directus_files";
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** An API that is busy or being started again may answer after these. */
  static final List<Duration> RETRIES = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30));

  private final EnvironmentId environment;
  private final UUID scan;
  private final Files files;
  private final Optional<String> storage;
  private final KnownMissing known;
  private final Binaries binaries;
  private final Patience patience;
  private long total = -1;
  private Optional<String> note = Optional.empty();

  /**
   * @param scan another one, another sample
   * @param storage only files of this storage location; of all if empty
   */
  MissingFiles(
      EnvironmentId environment,
      UUID scan,
      Files files,
      Optional<String> storage,
      KnownMissing known,
      Binaries binaries,
      Patience patience) {
    this.environment = environment;
    this.scan = scan;
    this.files = files;
    this.storage = storage;
    this.known = known;
    this.binaries = binaries;
    this.patience = patience;
  }

  /**
   * Where it is, as a position of a step.
   *
   * @param sampled whether it is a sample
   * @param looked files that were asked for so far
   * @param next of a sample: number of the run; else the key behind which to go on, empty at first
   */
  private record Cursor(boolean sampled, long looked, String next) {
    static Cursor of(String text) {
      String[] parts = text.split(":", 3);
      return new Cursor(parts[0].equals("sample"), Long.parseLong(parts[1]), parts[2]);
    }

    String text() {
      return (sampled ? "sample:" : "all:") + looked + ":" + next;
    }
  }

  @Override
  public Step step(Line line, Unit unit)
      throws UnreadableException, UntoldException, InterruptedException {
    if (total < 0) {
      total = total(line);
    }
    Cursor cursor =
        unit.position()
            .map(Cursor::of)
            .orElseGet(
                () ->
                    files == Files.SAMPLE && total > SAMPLE && known.all()
                        ? new Cursor(true, 0, "0")
                        : new Cursor(false, 0, ""));
    if (unit.position().isPresent()) {
      patience.pause(PAUSE);
    }
    return cursor.sampled() ? ofSample(line, unit, cursor) : ofAll(line, unit, cursor);
  }

  private long total(Line line) throws UnreadableException, InterruptedException {
    return storage.isPresent()
        ? line.ask(TABLE, session -> session.countFiles(storage.get()))
        : line.ask(TABLE, session -> session.count(List.of(TABLE))).stream()
            .mapToLong(c -> c.count())
            .sum();
  }

  @Override
  public Optional<String> note() {
    return note;
  }

  private Step ofAll(Line line, Unit unit, Cursor cursor)
      throws UnreadableException, UntoldException, InterruptedException {
    Optional<String> after = Optional.of(cursor.next()).filter(key -> !key.isEmpty());
    List<String> keys = line.ask(TABLE, session -> session.files(storage, after, RATE));
    long looked = cursor.looked() + keys.size();
    Optional<Cursor> next =
        keys.size() < RATE
            ? Optional.empty()
            : Optional.of(new Cursor(false, looked, keys.getLast()));
    return step(unit, keys, next, total == 0 ? 1 : (double) looked / Math.max(total, looked));
  }

  private Step ofSample(Line line, Unit unit, Cursor cursor)
      throws UnreadableException, UntoldException, InterruptedException {
    int run = Integer.parseInt(cursor.next());
    int runs = knownRuns() + starts();
    List<String> keys =
        run < knownRuns()
            ? stillThere(line, run)
            : run < runs ? run(line, run - knownRuns()) : List.of();
    long looked = cursor.looked() + keys.size();
    boolean last = run + 1 >= runs;
    note =
        Optional.of(
            "a sample: " + looked + " of " + Math.max(total, looked) + " files were checked");
    return step(
        unit,
        keys,
        last ? Optional.empty() : Optional.of(new Cursor(true, looked, Integer.toString(run + 1))),
        (run + 1.0) / runs);
  }

  private int knownRuns() {
    return Math.ceilDiv(known.keys().size(), RATE);
  }

  private int starts() {
    return Math.max(0, SAMPLE - known.keys().size()) / RATE;
  }

  /** Of some that are known to be missing, those that still have a row. */
  private List<String> stillThere(Line line, int run)
      throws UnreadableException, InterruptedException {
    List<String> keys = new ArrayList<>();
    for (String key :
        known.keys().subList(run * RATE, Math.min((run + 1) * RATE, known.keys().size()))) {
      UUID id = UUID.fromString(key);
      UUID previous =
          new UUID(
              id.getMostSignificantBits() - (id.getLeastSignificantBits() == 0 ? 1 : 0),
              id.getLeastSignificantBits() - 1);
      if (line.ask(TABLE, session -> session.files(storage, Optional.of(previous.toString()), 1))
          .contains(key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  /**
   * @param run from 0 on
   */
  private List<String> run(Line line, int run) throws UnreadableException, InterruptedException {
    String end = start(run + 1);
    Set<String> keys =
        new LinkedHashSet<>(
            line.ask(TABLE, session -> session.files(storage, Optional.of(start(run)), RATE)));
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

  private Step step(Unit unit, List<String> keys, Optional<Cursor> next, double done)
      throws UntoldException, InterruptedException {
    Set<String> missing = missing(keys);
    List<List<String>> samples = missing.stream().sorted().map(List::of).toList();
    return new Step(
        Map.of(unit.checks().getFirst().id(), new Tally(missing.size(), samples)),
        keys.size(),
        next.map(Cursor::text),
        done);
  }

  private Set<String> missing(List<String> keys) throws UntoldException, InterruptedException {
    return keys.isEmpty()
        ? Set.of()
        : AskedFiles.asked(patience, RETRIES, () -> binaries.missing(environment, keys));
  }
}
