package dev.plumbline.http.run;

import dev.plumbline.environment.Access;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.store.run.RunStore;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The journal of a run as server-sent events, as it is written. */
@Singleton
public final class RunStream {
  /** Then the client connects again: a proxy may have lost it without a word. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final long STEP_MILLIS = 500;

  private final RunStore store;

  RunStream(RunStore store) {
    this.store = store;
  }

  /**
   * Sends until the run has ended or the client has left.
   *
   * @param lastEventId of the header {@code Last-Event-ID}; null: from the beginning
   */
  public void send(
      Run run,
      @Nullable String lastEventId,
      SseEventSink sink,
      Function<RunEvent.Recorded, OutboundSseEvent> event)
      throws InterruptedException {
    long last = lastEventId == null ? 0 : number(lastEventId);
    long start = System.nanoTime();
    try (sink) {
      while (!sink.isClosed() && System.nanoTime() - start < LONGEST.toNanos()) {
        // Read before its events, so that none is left out at its end.
        boolean isEnded =
            store.run(run.id(), Access.ALL).filter(now -> !now.state().isEnded()).isEmpty();
        for (RunEvent.Recorded recorded : store.events(run.id(), last)) {
          last = recorded.id();
          if (!isSent(sink, event.apply(recorded))) {
            return;
          }
        }
        if (isEnded) {
          return;
        }
        Thread.sleep(STEP_MILLIS);
      }
    }
  }

  /** False if the client has left, which may be after the sink was asked. */
  private static boolean isSent(SseEventSink sink, OutboundSseEvent event) {
    try {
      sink.send(event).toCompletableFuture().join();
      return true;
    } catch (IllegalStateException e) {
      if (sink.isClosed()) {
        return false;
      }
      throw e;
    }
  }

  private static long number(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw Problems.of(
          ProblemType.INVALID_REQUEST,
          "Last-Event-ID: '" + text + "' is not the id of an event, which is a whole number.");
    }
    return Long.parseLong(text);
  }
}
