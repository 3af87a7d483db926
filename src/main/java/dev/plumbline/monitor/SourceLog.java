package dev.plumbline.monitor;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Source;
import dev.plumbline.reading.Reason.State;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.SourceStatus;
import dev.plumbline.store.state.SourceStatus.Failure;
import dev.plumbline.watch.EnvironmentReading;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** One line in the log when a source fails, and one when it is back; none for each poll. */
final class SourceLog {
  private static final System.Logger LOG = System.getLogger(SourceLog.class.getName());

  private SourceLog() {}

  static void log(
      EnvironmentId environment,
      Optional<EnvironmentStatus> before,
      EnvironmentReading result,
      Instant now) {
    log(environment, Source.API, before.map(EnvironmentStatus::api), result.api(), now);
    log(
        environment,
        Source.DATABASE,
        before.map(EnvironmentStatus::database),
        result.database(),
        now);
  }

  private static void log(
      EnvironmentId environment,
      Source source,
      Optional<SourceStatus> before,
      Optional<Failure> failure,
      Instant now) {
    boolean wasBroken = before.filter(SourceLog::isBroken).isPresent();
    String name = "the " + source.label() + " of " + environment;
    if (failure.isEmpty()) {
      if (wasBroken) {
        LOG.log(Level.INFO, name + " can be read again" + since(before, now));
      }
    } else if (!wasBroken && failure.get().reason().state() != State.NOT_CONFIGURED) {
      LOG.log(
          Level.WARNING,
          name
              + " cannot be read: "
              + failure.get().reason().label()
              + ": "
              + failure.get().detail());
    }
  }

  private static boolean isBroken(SourceStatus status) {
    return status.state() == State.UNREACHABLE || status.state() == State.UNAUTHORIZED;
  }

  private static String since(Optional<SourceStatus> before, Instant now) {
    return before
        .flatMap(SourceStatus::okAt)
        .map(
            ok ->
                "; it was last read "
                    + Duration.between(ok, now).truncatedTo(ChronoUnit.SECONDS).toSeconds()
                    + " s ago")
        .orElse("");
  }
}
