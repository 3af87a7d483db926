package dev.plumbline.http.run;

import dev.plumbline.run.Phase;
import dev.plumbline.run.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One phase of a run, as its journal has it.
 *
 * @param messages the result, and what is worth knowing
 */
public record RunPhase(
    Phase phase, Instant begunAt, Optional<Instant> endedAt, State state, List<String> messages) {
  public RunPhase {
    messages = List.copyOf(messages);
  }

  /** How it went. */
  public enum State {
    RUNNING,
    DONE,
    FAILED,
    /** Its process died, and it was begun again. */
    INTERRUPTED;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }

  /** The phases that were begun, in their order. */
  public static List<RunPhase> of(List<RunEvent.Recorded> events) {
    List<RunPhase> phases = new ArrayList<>();
    for (RunEvent.Recorded recorded : events) {
      RunEvent event = recorded.event();
      if (event.kind() == RunEvent.Kind.BEGUN) {
        if (!phases.isEmpty() && phases.getLast().endedAt().isEmpty()) {
          phases.add(phases.removeLast().with(Optional.of(event.at()), State.INTERRUPTED, ""));
        }
        phases.add(
            new RunPhase(event.phase(), event.at(), Optional.empty(), State.RUNNING, List.of()));
      } else if (!phases.isEmpty()) {
        RunPhase last = phases.removeLast();
        phases.add(
            switch (event.kind()) {
              case ENDED -> last.with(Optional.of(event.at()), State.DONE, event.message());
              case FAILED -> last.with(Optional.of(event.at()), State.FAILED, event.message());
              case NOTE, BEGUN -> last.with(last.endedAt(), last.state(), event.message());
            });
      }
    }
    return phases;
  }

  private RunPhase with(Optional<Instant> end, State now, String message) {
    List<String> all = new ArrayList<>(messages);
    if (!message.isEmpty()) {
      all.add(message);
    }
    return new RunPhase(phase, begunAt, end, now, all);
  }
}
