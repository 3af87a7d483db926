package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.COMPARISON;
import static dev.plumbline.jdbc.Samples.NOON;
import static dev.plumbline.jdbc.Samples.PRODUCTION;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.believed;
import static dev.plumbline.jdbc.Samples.done;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.paused;
import static dev.plumbline.jdbc.Samples.running;
import static dev.plumbline.jdbc.Samples.status;
import static dev.plumbline.jdbc.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.reading.Reason.State;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.MonitorStore.Announcement;
import dev.plumbline.store.MonitorStore.BelievedSnapshot;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.EnvironmentStatus.Pause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every monitor store does with polls, and with what they find out about an environment. */
abstract class PollsContract {
  abstract MonitorStore monitor();

  abstract FindingStore findings();

  final boolean finish(long poll, Optional<BelievedSnapshot> believed) {
    return monitor()
        .finish(
            done(poll, STAGING),
            believed,
            before ->
                status(STAGING, believed.map(BelievedSnapshot::fingerprint), noonPlus(poll + 1)));
  }

  @Test
  void nothingIsKnownBeforeTheFirstPoll() {
    assertThat(monitor().environment(STAGING)).isEmpty();
    assertThat(monitor().comparison(COMPARISON)).isEmpty();
    assertThat(monitor().poll(uuid(1))).isEmpty();
    assertThat(monitor().snapshot(believed("articles").fingerprint())).isEmpty();
    assertThat(monitor().snapshots(STAGING, Optional.empty(), 10).items()).isEmpty();
  }

  @Test
  void pollIsKeptFromItsBeginToItsEnd() {
    monitor().begin(running(1, STAGING));
    monitor().begin(running(1, STAGING));

    assertThat(monitor().poll(uuid(1))).contains(running(1, STAGING));

    assertThat(finish(1, Optional.empty())).isTrue();

    assertThat(monitor().poll(uuid(1))).contains(done(1, STAGING));
  }

  @Test
  void endOfAPollSaysNothingOfItsEnvironment() {
    monitor().begin(running(1, STAGING));
    monitor().end(done(1, STAGING));
    monitor().end(done(2, STAGING));

    assertThat(monitor().poll(uuid(1))).contains(done(1, STAGING));
    assertThat(monitor().poll(uuid(2))).contains(done(2, STAGING));
    assertThat(monitor().environment(STAGING)).isEmpty();
  }

  @Test
  void formOfTheVersionThatStartedLastIsKnown() {
    assertThat(monitor().announced()).isEmpty();

    monitor().announce(new Announcement("one", noonPlus(2)));
    monitor().announce(new Announcement("another", noonPlus(1)));

    assertThat(monitor().announced()).contains(new Announcement("another", noonPlus(1)));
  }

  @Test
  void pollWhoseBeginWasLostIsKeptAll() {
    assertThat(finish(1, Optional.empty())).isTrue();

    assertThat(monitor().poll(uuid(1))).contains(done(1, STAGING));
  }

  @Test
  void statusIsHandedOverAndReplaced() {
    List<Optional<EnvironmentStatus>> handed = new ArrayList<>();
    EnvironmentStatus first = status(STAGING, Optional.empty(), NOON);
    BelievedSnapshot believed = believed("articles");
    EnvironmentStatus second = status(STAGING, Optional.of(believed.fingerprint()), noonPlus(60));

    monitor()
        .finish(
            done(1, STAGING),
            Optional.empty(),
            before -> {
              handed.add(before);
              return first;
            });
    monitor()
        .finish(
            done(2, STAGING),
            Optional.of(believed),
            before -> {
              handed.add(before);
              return second;
            });

    assertThat(handed).containsExactly(Optional.empty(), Optional.of(first));
    assertThat(monitor().environment(STAGING)).contains(second);
    assertThat(monitor().environment(PRODUCTION)).isEmpty();
  }

  @Test
  void pollThatBeganEarlierNeverReplacesOneThatBeganLater() {
    monitor().begin(running(2, STAGING));
    monitor().begin(running(1, STAGING));
    assertThat(finish(1, Optional.of(believed("articles")))).isTrue();

    boolean latest =
        monitor()
            .finish(
                done(2, STAGING),
                Optional.of(believed("authors")),
                before -> {
                  throw new AssertionError("must not be called");
                });

    assertThat(latest).isFalse();
    assertThat(monitor().environment(STAGING))
        .contains(status(STAGING, Optional.of(believed("articles").fingerprint()), noonPlus(2)));
    assertThat(monitor().poll(uuid(2))).contains(done(2, STAGING));
    assertThat(monitor().snapshots(STAGING, Optional.empty(), 9).items()).hasSize(1);
  }

  @Test
  void pollThatEndsTwiceIsWrittenTwice() {
    monitor().begin(running(1, STAGING));

    assertThat(finish(1, Optional.empty())).isTrue();
    assertThat(finish(1, Optional.of(believed("articles")))).isTrue();

    assertThat(monitor().environment(STAGING).orElseThrow().snapshot()).isPresent();
  }

  @Test
  void failedUpdateLeavesNothingBehind() {
    monitor().begin(running(1, STAGING));

    assertThatThrownBy(
            () ->
                monitor()
                    .finish(
                        done(1, STAGING),
                        Optional.of(believed("articles")),
                        before -> {
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(monitor().environment(STAGING)).isEmpty();
    assertThat(monitor().poll(uuid(1))).contains(running(1, STAGING));
    assertThat(monitor().snapshot(believed("articles").fingerprint())).isEmpty();
  }

  @Test
  void pauseOutlivesPollsUntilItIsLifted() {
    Pause pause = new Pause("alice", "maintenance", NOON);
    finish(1, Optional.empty());

    monitor().pause(STAGING, pause);
    monitor().finish(done(2, STAGING), Optional.empty(), before -> before.orElseThrow());

    EnvironmentStatus status = status(STAGING, Optional.empty(), noonPlus(2));
    assertThat(monitor().environment(STAGING)).contains(paused(status, Optional.of(pause)));

    monitor().resume(STAGING, "bob", NOON);

    assertThat(monitor().environment(STAGING)).contains(status);
  }

  @Test
  void environmentPausedBeforeItsFirstPollIsNotSaidToBeOk() {
    monitor().pause(STAGING, new Pause("alice", "not yet", NOON));

    EnvironmentStatus status = monitor().environment(STAGING).orElseThrow();
    assertThat(status.pause()).contains(new Pause("alice", "not yet", NOON));
    assertThat(status.api().state()).isEqualTo(State.NOT_CONFIGURED);
    assertThat(status.database().state()).isEqualTo(State.NOT_CONFIGURED);

    monitor().resume(STAGING, "bob", NOON);

    assertThat(monitor().environment(STAGING)).isEmpty();
  }
}
