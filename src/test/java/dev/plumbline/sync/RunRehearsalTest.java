package dev.plumbline.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.run.Phase;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunRequest;
import dev.plumbline.run.RunState;
import dev.plumbline.sync.port.RehearsalDatabase.Outcome;
import dev.plumbline.sync.port.SchemaApply;
import dev.plumbline.sync.port.TargetException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a run does with its restored backup before anything is sent. */
class RunRehearsalTest extends RunsFixture {
  private static final String REQUIRED =
      """
      {"diff":{"collections":[],"fields":[{"collection":"events","field":"code","diff":[{"kind":"N",
      "rhs":{"collection":"events","field":"code","type":"integer","meta":{},
      "schema":{"data_type":"integer","default_value":null,"is_nullable":false}}}]}],
      "relations":[],"systemFields":[]},"hash":"0a1b"}
      """;

  private static final String IN_THE_COPY = "production in jdbc:postgresql://127.0.0.1/former: 1";

  @Override
  String payload() {
    return REQUIRED;
  }

  private void ask(Optional<RunRequest> request) {
    store.ask(stored().id(), request, ADA, NOON);
  }

  private List<String> messages() {
    return store.events(stored().id(), 0).stream()
        .map(RunEvent.Recorded::event)
        .filter(event -> event.phase() == Phase.REHEARSAL && !event.message().isEmpty())
        .map(RunEvent::message)
        .toList();
  }

  @Test
  void whatTheProofHasRestoredIsUsedAndDroppedBeforeThePayloadIsSent() {
    provesItself = true;
    rehearsal.answer = changes -> new Outcome.Passed(List.of(Duration.ofMillis(2500)));
    target.answer =
        () -> {
          assertThat(dropped).isEqualTo(1);
          return new SchemaApply.Outcome.Applied();
        };

    assertThat(run().state()).isEqualTo(RunState.VERIFIED);

    assertThat(rehearsal.done).containsExactly(IN_THE_COPY);
    assertThat(restored).isEqualTo(1);
    assertThat(messages())
        .containsExactly(
            "1 step on the restored backup on no server took 2.5 s: create field `events.code` 2.5 s");
    assertThat(journal())
        .containsSubsequence(
            "proof ended", "rehearsal begun", "rehearsal ended", "apply begun", "apply ended");
  }

  @Test
  void backupThatAnotherProcessHasProvenIsRestoredOnceMore() {
    assertThat(run().state()).isEqualTo(RunState.VERIFIED);

    assertThat(rehearsal.done).containsExactly(IN_THE_COPY);
    assertThat(List.of(restored, dropped)).containsExactly(1, 1);
  }

  @Test
  void refusedChangeStopsTheRunAndNothingIsSent() {
    provesItself = true;
    rehearsal.answer = changes -> new Outcome.Refused("3 rows have no value");

    run();

    assertUnchanged("3 rows have no value");
    assertThat(journal()).endsWith("rehearsal begun", "rehearsal failed");
    assertThat(List.of(restored, dropped)).containsExactly(1, 1);
  }

  /** Never without a rehearsal. */
  @Test
  void rehearsalThatCannotBeMadeStopsTheRun() {
    provesItself = true;
    rehearsal.answer =
        changes -> {
          throw new TargetException("the connection was lost");
        };

    run();

    assertUnchanged("the connection was lost");
    assertThat(List.of(restored, dropped)).containsExactly(1, 1);
  }

  /** It may last, and other backups are to be proven on that server. */
  @Test
  void runThatIsHeldBeforeItsRehearsalDropsWhatTheProofHasRestored() {
    provesItself = true;
    AtomicInteger held = new AtomicInteger();
    measured.whenEnded =
        phase -> {
          if (phase == Phase.PROOF) {
            ask(Optional.of(RunRequest.HOLD));
          }
        };
    eachRound =
        () -> {
          if (stored().state() == RunState.HELD) {
            assertThat(dropped).isEqualTo(1);
            held.incrementAndGet();
            ask(Optional.empty());
          }
        };

    assertThat(run().state()).isEqualTo(RunState.VERIFIED);

    assertThat(held).hasValue(1);
    assertThat(List.of(restored, dropped)).containsExactly(2, 2);
  }

  @Test
  void runThatIsCancelledBeforeItsRehearsalDropsWhatTheProofHasRestored() {
    provesItself = true;
    measured.whenEnded =
        phase -> {
          if (phase == Phase.PROOF) {
            ask(Optional.of(RunRequest.CANCEL));
          }
        };

    assertThat(run().state()).isEqualTo(RunState.CANCELLED);

    assertThat(rehearsal.done).isEmpty();
    assertThat(List.of(restored, dropped)).containsExactly(1, 1);
  }

  @Test
  void runThatWasKilledInItsRehearsalBeginsAgainAndRehearsesANewBackup() {
    rehearsal.answer =
        changes -> {
          throw new KilledError();
        };
    assertThatThrownBy(this::run).isInstanceOf(KilledError.class);
    Optional<UUID> first = stored().backup();
    rehearsal.answer = changes -> new Outcome.Passed(List.of(Duration.ZERO));
    store.silence(stored().id());

    runs().takeOver();

    assertThat(stored().state()).isEqualTo(RunState.VERIFIED);
    assertThat(stored().backup()).isPresent().isNotEqualTo(first);
    assertThat(rehearsal.done).hasSize(2);
    assertThat(deletedLeft).isEqualTo(1);
  }
}
