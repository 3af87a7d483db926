package dev.plumbline.sync.port;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.run.Phase;
import dev.plumbline.run.RunState;
import java.time.Duration;

/** Notified of what runs of this process do; never fails. */
public interface RunListener {
  /** A run has ended and that is recorded. */
  void ended(EnvironmentId target, RunState result);

  /** A phase that this process began has ended, with whatever result. */
  void phaseEnded(Phase phase, Duration took);
}
