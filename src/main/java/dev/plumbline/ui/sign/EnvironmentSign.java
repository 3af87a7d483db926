package dev.plumbline.ui.sign;

import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.reading.Reason;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.SourceStatus;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an environment is, in one word and one sentence.
 *
 * @param why empty if it is well
 */
public record EnvironmentSign(Sign sign, Optional<String> why) {
  public static EnvironmentSign of(EnvironmentOverview overview) {
    Optional<EnvironmentStatus> known = overview.status();
    if (known.isEmpty()) {
      return new EnvironmentSign(
          Sign.unknown("not read yet"), Optional.of("It was not polled yet."));
    }
    EnvironmentStatus status = known.get();
    Optional<EnvironmentStatus.Pause> pause = status.pause();
    if (pause.isPresent()) {
      return new EnvironmentSign(
          Sign.unknown("paused"),
          Optional.of(pause.get().by() + " paused it: " + pause.get().note()));
    }
    Optional<SourceStatus.Failure> failure =
        Stream.concat(
                overview.watched().directus().map(ignored -> status.api()).stream(),
                overview.watched().database().map(ignored -> status.database()).stream())
            .flatMap(source -> source.failure().stream())
            .filter(one -> one.reason().state() != Reason.State.NOT_CONFIGURED)
            .findFirst();
    if (failure.isPresent()) {
      return new EnvironmentSign(
          Sign.bad(failure.get().reason().state().label().replace('_', ' ')),
          Optional.of(failure.get().detail()));
    }
    return overview.stale()
        ? new EnvironmentSign(Sign.unknown("out of date"), Optional.of("Its last poll is too old."))
        : new EnvironmentSign(Sign.good("ok"), Optional.empty());
  }
}
