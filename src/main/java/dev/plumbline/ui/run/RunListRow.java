package dev.plumbline.ui.run;

import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.ui.sign.Sign;
import java.time.Instant;
import java.util.Optional;

/** A run, in one line. */
record RunListRow(
    String id,
    String source,
    String target,
    boolean isRollback,
    Sign state,
    Optional<String> phase,
    Optional<String> message,
    String by,
    Instant at) {
  static RunListRow of(Run run) {
    return new RunListRow(
        run.id().toString(),
        run.source().name(),
        run.target().name(),
        run.undoes().isPresent(),
        RunSigns.of(run.state()),
        run.state().isEnded() ? Optional.empty() : run.phase().map(Phase::label),
        run.message(),
        run.startedBy(),
        run.startedAt());
  }
}
