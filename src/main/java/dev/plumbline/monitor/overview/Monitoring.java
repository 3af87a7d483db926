package dev.plumbline.monitor.overview;

import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.state.Poll;
import java.util.Optional;
import java.util.UUID;

/** What faces ask of the monitor and order it to do. */
public interface Monitoring extends Overviews {
  /**
   * Begins a poll and returns at once; the work continues on a thread of its own. It reads after
   * this call: while another poll of this environment runs in this process, it waits for that one,
   * and whoever asks meanwhile gets the one that waits. A pause does not hinder it: whoever asks by
   * name wants an answer.
   *
   * @return a poll whose result is {@link Poll.Result#RUNNING}
   */
  Optional<Poll> requestPoll(EnvironmentId environment);

  default Optional<Poll> poll(UUID id) {
    return poll(id, Access.ALL);
  }

  /** One poll; empty if there is none, or if it may not be seen: then nothing of it is read. */
  Optional<Poll> poll(UUID id, Access visible);

  /** Stops polling on schedule until {@link #resume}; pausing again replaces name and note. */
  Optional<EnvironmentOverview> pause(EnvironmentId environment, String by, String note);

  /** Polls on schedule again; does nothing if it is not paused. */
  Optional<EnvironmentOverview> resume(EnvironmentId environment, String by);
}
