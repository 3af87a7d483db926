package dev.plumbline.scan.work;

import dev.plumbline.configuration.WatchedEnvironment.Files;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.Tally;
import dev.plumbline.scan.Binaries;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.schema.Reading;
import dev.plumbline.schema.Reason;
import dev.plumbline.watch.UnreadableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Looks for files without a binary, a few requests a second. A sample is of runs of keys behind
 * starting points that are spread evenly, and others in each scan: keys are random, so that rows
 * that follow each other have nothing else in common. What was missing last time is always asked
 * for again, so that no finding comes and goes with the sample.
 */
final class MissingFiles {
  /** How many files a sample has, at most; fewer files are all looked at. */
  static final int SAMPLE = 200;

  /** Requests in a second. */
  static final int RATE = 5;

  private static final String TABLE = "directus_files";
  private static final int STARTS = SAMPLE / RATE;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** An API that is busy or being started again may answer after these. */
  private static final List<Duration> RETRIES =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(30));

  private final EnvironmentId environment;
  private final UUID scan;
  private final Files files;
  private final Set<String> before;
  private final Binaries binaries;
  private final Patience patience;
  private long total = -1;
  private Optional<String> note = Optional.empty();

  /**
   * @param scan another one, another sample
   * @param before keys of files that had no binary last time
   */
  MissingFiles(
      EnvironmentId environment,
      UUID scan,
      Files files,
      Set<String> before,
      Binaries binaries,
      Patience patience) {
    this.environment = environment;
    this.scan = scan;
    this.files = files;
    this.before = before;
    this.binaries = binaries;
    this.patience = patience;
  }

  /** That the API did not tell. */
  static final class UntoldException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Outcome.Unknown outcome;

    UntoldException(Reason reason, String detail) {
      super(detail);
      this.outcome = new Outcome.Unknown(reason, detail);
    }

    Outcome.Unknown outcome() {
      return outcome;
    }
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

  /** One second's requests. */
  Step step(Line line, Unit unit)
      throws UnreadableException, UntoldException, InterruptedException {
    if (total < 0) {
      total =
          line.ask(session -> session.count(List.of(TABLE))).stream()
              .mapToLong(c -> c.count())
              .sum();
    }
    Cursor cursor =
        unit.position()
            .map(Cursor::of)
            .orElseGet(
                () ->
                    files == Files.SAMPLE && total > SAMPLE
                        ? new Cursor(true, 0, "0")
                        : new Cursor(false, 0, ""));
    if (unit.position().isPresent()) {
      patience.pause(PAUSE);
    }
    return cursor.sampled() ? ofSample(line, unit, cursor) : ofAll(line, unit, cursor);
  }

  /** What the outcome covers, once the last step was made. */
  Optional<String> note() {
    return note;
  }

  private Step ofAll(Line line, Unit unit, Cursor cursor)
      throws UnreadableException, UntoldException, InterruptedException {
    Optional<String> after = Optional.of(cursor.next()).filter(key -> !key.isEmpty());
    List<String> keys = line.ask(session -> session.files(after, RATE));
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
    List<String> keys = run == 0 ? stillThere(line) : run(line, run);
    long looked = cursor.looked() + keys.size();
    boolean last = run == STARTS;
    note =
        Optional.of("a sample: " + looked + " of " + Math.max(total, looked) + " files were asked");
    return step(
        unit,
        keys,
        last ? Optional.empty() : Optional.of(new Cursor(true, looked, Integer.toString(run + 1))),
        (double) run / STARTS);
  }

  /** Of those without a binary last time, those that still have a row. */
  private List<String> stillThere(Line line) throws UnreadableException, InterruptedException {
    List<String> keys = new ArrayList<>();
    for (String key : before) {
      UUID id = UUID.fromString(key);
      UUID previous =
          new UUID(
              id.getMostSignificantBits() - (id.getLeastSignificantBits() == 0 ? 1 : 0),
              id.getLeastSignificantBits() - 1);
      if (line.ask(session -> session.files(Optional.of(previous.toString()), 1)).contains(key)) {
        keys.add(key);
      }
    }
    return keys;
  }

  private List<String> run(Line line, int run) throws UnreadableException, InterruptedException {
    String end = start(run + 1);
    Set<String> keys =
        new LinkedHashSet<>(line.ask(session -> session.files(Optional.of(start(run)), RATE)));
    keys.removeIf(key -> run < STARTS && key.compareTo(end) > 0);
    keys.removeAll(before);
    return List.copyOf(keys);
  }

  /** The n-th of evenly spread keys, from 1 on. */
  private String start(int n) {
    long distance = Long.divideUnsigned(-1L, STARTS);
    long offset = Long.remainderUnsigned(scan.getLeastSignificantBits(), distance);
    return new UUID(distance * (n - 1) + offset, 0).toString();
  }

  private Step step(Unit unit, List<String> keys, Optional<Cursor> next, double done)
      throws UntoldException, InterruptedException {
    Set<String> missing = missing(keys);
    List<List<String>> samples = missing.stream().map(List::of).toList();
    return new Step(
        Map.of(unit.checks().getFirst().id(), new Tally(missing.size(), samples)),
        keys.size(),
        next.map(Cursor::text),
        done);
  }

  private Set<String> missing(List<String> keys) throws UntoldException, InterruptedException {
    Set<String> missing = new TreeSet<>();
    for (int from = 0; from < keys.size(); from += RATE) {
      if (from > 0) {
        patience.pause(PAUSE);
      }
      missing.addAll(ask(keys.subList(from, Math.min(from + RATE, keys.size()))));
    }
    return missing;
  }

  private Set<String> ask(List<String> keys) throws UntoldException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      switch (binaries.missing(environment, keys)) {
        case Reading.Value<Set<String>> told -> {
          return told.value();
        }
        case Reading.Failure<Set<String>> failure -> {
          if (attempt == RETRIES.size() || failure.reason().state() != Reason.State.UNREACHABLE) {
            throw new UntoldException(failure.reason(), failure.detail());
          }
          patience.pause(RETRIES.get(attempt));
        }
      }
    }
  }
}
