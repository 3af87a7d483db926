package dev.plumbline.scan;

import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScannedDatabase.Load;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.watch.source.UnreadableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * How fast a scan goes. While nobody else is at work, its steps grow to {@link #LONG_STEP}, with
 * hardly a pause between them. While others run statements, it makes {@link #SHORT_STEP}s and works
 * at most a tenth of the time, and after its first {@link #SHORT_SCAN} of work a sixtieth: what
 * soon ends may hurry, but a long scan must not show in the slowest of other statements. While
 * sessions wait for locks or a standby lags more and more, it waits, but for no longer than {@link
 * #LONGEST_WAIT} between two steps: a scan never starves.
 *
 * <p>The load is asked for before a step, unless little was done since; a moment in which nobody
 * runs a statement says little on a server with many short ones, so that steps grow gradually.
 */
public final class Throttle {
  static final Duration LONG_STEP = Duration.ofSeconds(2);
  static final Duration SHORT_STEP = Duration.ofMillis(200);

  /** Pause for each unit of work while others are at work: one tenth of the time is work. */
  static final int REST_WHEN_BUSY = 9;

  /** The same of a scan that has worked for longer than {@link #SHORT_SCAN}. */
  static final int LONG_REST_WHEN_BUSY = 59;

  static final Duration SHORT_SCAN = Duration.ofSeconds(2);

  /** Work for each unit of pause otherwise. */
  static final int WORK_PER_REST_WHEN_QUIET = 50;

  /** After so long a short step is made, whatever the load. */
  static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** A standby that lags more is not to be given more to do. */
  static final Duration MOST_LAG = Duration.ofSeconds(10);

  /** Work that may be done on one answer about the load. */
  private static final Duration ASK_AFTER = Duration.ofMillis(200);

  /** Shorter pauses are saved up: many small steps would otherwise be slowed down by the timer. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

  private final Sleeper sleeper;
  private Duration aim = SHORT_STEP;
  private Duration sinceAsked = ASK_AFTER;
  private Duration owed = Duration.ZERO;
  private Duration worked = Duration.ZERO;
  private boolean busy = true;

  public Throttle(Sleeper sleeper) {
    this.sleeper = sleeper;
  }

  /**
   * Waits until a step may be made.
   *
   * @param over ends the waiting early; the caller knows why
   * @param saying gets what it waits for, once a second
   * @return how long the step should take; empty if the waiting was ended early
   * @throws UnreadableException with {@code UNREACHABLE} or {@code INTERRUPTED} only, if the
   *     connection is lost
   */
  public Optional<Duration> next(ScanSession session, BooleanSupplier over, Consumer<String> saying)
      throws UnreadableException, InterruptedException {
    Instant until = sleeper.clock().instant().plus(LONGEST_WAIT);
    if (!rest(over)) {
      return Optional.empty();
    }
    if (sinceAsked.compareTo(ASK_AFTER) < 0) {
      return Optional.of(aim);
    }
    Optional<Load> load = load(session);
    Duration left = sleeper.left(until, LONGEST_WAIT);
    while (left.isPositive() && load.flatMap(Throttle::reasonToWait).isPresent()) {
      saying.accept("waits: " + load.flatMap(Throttle::reasonToWait).get());
      // What made it wait is hardly over before whoever waited has caught up.
      aim = SHORT_STEP;
      Duration slice = Sleeper.shorter(left, Sleeper.SLICE);
      if (!sleeper.pause(slice, over)) {
        return Optional.empty();
      }
      load = load(session);
      left = sleeper.left(until, left.minus(slice));
    }
    sinceAsked = Duration.ZERO;
    // If the load is unknown, assume that the server is busy.
    busy = load.isEmpty() || load.get().running() > 0 || reasonToWait(load.get()).isPresent();
    aim = busy ? SHORT_STEP : Sleeper.shorter(aim.multipliedBy(2), LONG_STEP);
    return Optional.of(aim);
  }

  /**
   * Records how long a step really took; the pause for it comes before the next one.
   *
   * @param measured negative if the clock went back meanwhile
   */
  public void worked(Duration measured) {
    Duration took = measured.isNegative() ? aim : measured;
    sinceAsked = sinceAsked.plus(took);
    worked = worked.plus(took);
    int rest = worked.compareTo(SHORT_SCAN) > 0 ? LONG_REST_WHEN_BUSY : REST_WHEN_BUSY;
    owed = owed.plus(busy ? took.multipliedBy(rest) : took.dividedBy(WORK_PER_REST_WHEN_QUIET));
  }

  /** What speaks against any step now. */
  static Optional<String> reasonToWait(Load load) {
    if (load.waiting() > 0) {
      return Optional.of(
          load.waiting() == 1
              ? "a session waits for a lock on a table"
              : load.waiting() + " sessions wait for locks on tables");
    }
    return load.lag().compareTo(MOST_LAG) > 0
        ? Optional.of("a standby lags by " + load.lag().toSeconds() + " s, and the lag grows")
        : Optional.empty();
  }

  private static Optional<Load> load(ScanSession session)
      throws UnreadableException, InterruptedException {
    try {
      return Optional.of(session.load());
    } catch (UnreadableException e) {
      if (e.reason() == Reason.UNREACHABLE || e.reason() == Reason.INTERRUPTED) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private boolean rest(BooleanSupplier over) throws InterruptedException {
    if (owed.compareTo(SHORTEST_PAUSE) < 0) {
      return !over.getAsBoolean();
    }
    Duration pause = owed;
    owed = Duration.ZERO;
    return sleeper.pause(pause, over);
  }
}
