package dev.plumbline.watch;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Source;
import dev.plumbline.reading.Reason;
import dev.plumbline.store.state.Poll;
import java.time.Duration;
import java.util.Optional;

/** Called with what the monitor does in this process; metrics count by it. Must not throw. */
public interface MonitorListener {
  /** A source was read, or could not be. */
  void sourceRead(
      EnvironmentId environment, Source source, Optional<Reason> failure, Duration took);

  /** A poll ended. */
  void pollFinished(Poll poll, Duration took);
}
