package dev.plumbline.sync.port;

import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import java.time.Duration;

/** Notified of what runs of this process do; never fails. */
public interface RunListener {
  /** A run has ended and that is recorded. */
  void ended(Run run);

  /** A phase that this process began has ended, with whatever result. */
  void phaseEnded(Phase phase, Duration took);
}
