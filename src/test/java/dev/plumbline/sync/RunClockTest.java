package dev.plumbline.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.approval.PlanState;
import dev.plumbline.jackson.form.RecordJson;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunState;
import dev.plumbline.run.evidence.RunReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The clock of the machine is set back by an hour while a run is carried out. */
class RunClockTest extends RunsFixture {
  /** So often does a run read the clock. */
  private static final int READINGS = 24;

  private static List<String> expected() {
    List<String> expected = new ArrayList<>();
    for (Phase phase : phases().toList()) {
      expected.add(phase.label() + " begun");
      expected.add(phase.label() + " ended");
    }
    return expected;
  }

  static Stream<Phase> phases() {
    return EnumSet.complementOf(EnumSet.of(Phase.RESTORE)).stream();
  }

  private static boolean isApply(String step) {
    return step.startsWith("apply");
  }

  static IntStream readings() {
    return IntStream.rangeClosed(1, READINGS);
  }

  @Test
  void eachReadingIsTried() {
    run();
    assertThat(readings).isEqualTo(READINGS);
  }

  @ParameterizedTest
  @MethodSource("readings")
  void runEndsAsWithoutIt(int reading) {
    target.transaction = Optional.of(77L);
    setBackAt = reading;

    Run run = run();

    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.VERIFIED);
    assertThat(planState()).isEqualTo(PlanState.Kind.APPLIED);
    assertThat(journal()).isEqualTo(expected());
    assertThat(target.done).contains("verify 77");
    assertThat(measured.took).hasSize(9).noneMatch(Duration::isNegative);
    RunReport report = RecordJson.read(store.report(run.id()).orElseThrow(), RunReport.class);
    assertThat(report.run().durationSeconds()).isNotNegative();
    assertThat(report.phases())
        .extracting(phase -> phase.durationSeconds().orElseThrow())
        .allMatch(seconds -> seconds >= 0);
  }

  /** The process dies after a phase, and that which takes the run over has another clock. */
  @ParameterizedTest
  @MethodSource("phases")
  void runIsTakenOverAsWithoutIt(Phase last) {
    measured.whenEnded =
        ended -> {
          if (ended == last) {
            throw new KilledError();
          }
        };
    // The last phase has ended with the run.
    if (last == Phase.VERIFY) {
      target.whileVerifying =
          () -> {
            throw new KilledError();
          };
    }
    assertThatThrownBy(this::run).isInstanceOf(KilledError.class);
    measured.whenEnded = ended -> {};
    target.whileVerifying = () -> {};
    now = now.minus(Duration.ofHours(1));
    target.reading =
        Optional.of(
            reading(target.done.stream().anyMatch(RunClockTest::isApply) ? CHANGED : EMPTY));
    store.silence(stored().id());

    runs().takeOver();

    assertThat(stored().state()).as(stored().toString()).isEqualTo(RunState.VERIFIED);
    assertThat(target.done).filteredOn(RunClockTest::isApply).hasSize(1);
    assertThat(store.events(stored().id(), 0))
        .extracting(RunEvent.Recorded::event)
        .extracting(RunEvent::message)
        .anyMatch(message -> message.startsWith("another process continues"));
  }
}
