package dev.plumbline.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.scan.ScannedDatabase.Load;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottleTest {
  private static final Load QUIET = new Load(0, 0, Duration.ZERO);
  private static final Load BUSY = new Load(3, 0, Duration.ZERO);

  private final Time time = new Time();
  private final Database database = new Database(time);
  private final Throttle throttle = new Throttle(new Sleeper(time, time));
  private final List<String> said = new ArrayList<>();

  @Test
  void stepsGrowWhileNobodyElseIsAtWork() throws Exception {
    database.load = QUIET;

    assertThat(List.of(step(), step(), step(), step(), step()))
        .containsExactly(
            Duration.ofMillis(400),
            Duration.ofMillis(800),
            Duration.ofMillis(1600),
            Throttle.LONG_STEP,
            Throttle.LONG_STEP);
  }

  @Test
  void nearlyAllTheTimeIsWorkWhileNobodyElseIsAtWork() throws Exception {
    database.load = QUIET;

    assertThat(share(100)).isBetween(0.95, 1.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 200, 1000})
  void aTenthOfTheTimeIsWorkWhileOthersAreAtWork(int millisOfAStep) throws Exception {
    database.load = BUSY;

    assertThat(share(1000 / millisOfAStep, Duration.ofMillis(millisOfAStep)))
        .isBetween(0.09, 0.102);
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 200, 5000})
  void aSixtiethIsWorkInALongScan(int millisOfAStep) throws Exception {
    database.load = BUSY;
    share(1 + 2000 / millisOfAStep, Duration.ofMillis(millisOfAStep));

    assertThat(share(100, Duration.ofMillis(millisOfAStep))).isBetween(0.015, 0.017);
  }

  @Test
  void whoeverComesBackMakesTheNextStepShort() throws Exception {
    database.load = QUIET;
    step();
    step();
    step();
    database.load = BUSY;

    assertThat(step()).isEqualTo(Throttle.SHORT_STEP);
  }

  @Test
  void waitsWhileSessionsWaitForLocksAndSaysSo() throws Exception {
    database.load = new Load(3, 2, Duration.ZERO);
    time.whileWaiting(() -> {});
    time.whileWaiting(() -> database.load = QUIET);

    assertThat(next()).isPresent();

    assertThat(time.waited()).isEqualTo(Duration.ofSeconds(2));
    assertThat(said)
        .containsExactly(
            "waits: 2 sessions wait for locks on tables",
            "waits: 2 sessions wait for locks on tables");
  }

  @Test
  void waitsWhileAStandbyLags() throws Exception {
    database.load = new Load(0, 0, Throttle.MOST_LAG.plusSeconds(5));
    time.whileWaiting(() -> database.load = new Load(0, 0, Throttle.MOST_LAG));

    assertThat(next()).contains(Throttle.SHORT_STEP.multipliedBy(2));

    assertThat(said).containsExactly("waits: a standby lags by 15 s, and the lag grows");
  }

  @Test
  void shortStepIsMadeOnceAMinuteWhateverTheLoad() throws Exception {
    database.load = new Load(0, 1, Duration.ofDays(1));
    Instant begin = time.instant();

    for (int i = 0; i < 10; i++) {
      assertThat(step()).isEqualTo(Throttle.SHORT_STEP);
    }

    assertThat(Duration.between(begin, time.instant()))
        .isEqualTo(Duration.ofMinutes(1).plus(Throttle.SHORT_STEP).multipliedBy(10));
  }

  @Test
  void waitingEndsWithThePatience() throws Exception {
    database.load = new Load(0, 1, Duration.ZERO);
    Instant end = time.instant().plusSeconds(30);

    Optional<Duration> next =
        throttle.next(session(), () -> !time.instant().isBefore(end), message -> {});

    assertThat(next).isEmpty();
    assertThat(time.instant()).isEqualTo(end);
  }

  @Test
  void longPauseEndsWithThePatience() throws Exception {
    database.load = BUSY;
    next();
    throttle.worked(Duration.ofMinutes(5));
    Instant end = time.instant().plusSeconds(30);

    assertThat(throttle.next(session(), () -> !time.instant().isBefore(end), message -> {}))
        .isEmpty();

    assertThat(time.instant()).isEqualTo(end);
  }

  @Test
  void clockThatGoesBackMakesNobodyWaitLonger() throws Exception {
    database.load = new Load(0, 1, Duration.ZERO);
    time.whileWaiting(() -> time.pass(Duration.ofDays(-1)));

    assertThat(next()).isPresent();
    assertThat(time.waited()).isEqualTo(Throttle.LONGEST_WAIT);

    database.load = BUSY;
    next();
    throttle.worked(Duration.ofSeconds(5));
    Duration before = time.waited();
    time.whileWaiting(() -> time.pass(Duration.ofDays(-1)));

    assertThat(next()).isPresent();
    assertThat(time.waited().minus(before)).isLessThan(Duration.ofMinutes(5));
  }

  @Test
  void stepInWhichTheClockWentBackIsOneOfUsualLength() throws Exception {
    database.load = BUSY;
    next();
    throttle.worked(Duration.ofDays(-1));
    database.load = new Load(0, 1, Duration.ZERO);
    time.whileWaiting(() -> {});
    time.whileWaiting(() -> {});
    time.whileWaiting(() -> database.load = BUSY);
    time.whileWaiting(() -> database.load = BUSY);

    next();

    assertThat(said).as("the load is asked for again").isNotEmpty();
  }

  private double share(int steps) throws Exception {
    Instant begin = time.instant();
    Duration worked = Duration.ZERO;
    for (int i = 0; i < steps; i++) {
      worked = worked.plus(step());
    }
    next();
    return share(worked, begin);
  }

  /** The share of work in the time, with steps that take so long. */
  private double share(int steps, Duration took) throws Exception {
    Instant begin = time.instant();
    for (int i = 0; i < steps; i++) {
      assertThat(next()).contains(Throttle.SHORT_STEP);
      time.pass(took);
      throttle.worked(took);
    }
    next();
    return share(took.multipliedBy(steps), begin);
  }

  private double share(Duration worked, Instant begin) {
    return (double) worked.toMillis() / Duration.between(begin, time.instant()).toMillis();
  }

  /** A step that takes as long as it may. */
  private Duration step() throws Exception {
    Duration aim = next().orElseThrow();
    time.pass(aim);
    throttle.worked(aim);
    return aim;
  }

  private Optional<Duration> next() throws Exception {
    return throttle.next(session(), () -> false, said::add);
  }

  private ScanSession session() throws Exception {
    return database.open(new EnvironmentId("production"));
  }
}
