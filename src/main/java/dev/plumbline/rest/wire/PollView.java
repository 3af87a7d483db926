package dev.plumbline.rest.wire;

import dev.plumbline.store.state.Poll;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One poll at one environment. */
@Schema(name = "Poll", description = "The result of polling one environment.")
public record PollView(
    UUID id,
    String environment,
    @Schema(enumeration = {"schedule", "request"}) String trigger,
    @Schema(enumeration = {"running", "done", "failed"}) String state,
    @Schema(
            enumeration = {"unchanged", "changed"},
            description = "Whether the schema changed; null unless the poll is done.")
        @Nullable String result,
    Instant startedAt,
    @Nullable Instant finishedAt,
    @Schema(description = "The result in one sentence; null while the poll runs.")
        @Nullable String message) {

  public static PollView of(Poll poll) {
    return new PollView(
        poll.id(),
        poll.environment().name(),
        poll.trigger().label(),
        switch (poll.result()) {
          case RUNNING -> "running";
          case UNCHANGED, CHANGED -> "done";
          case FAILED -> "failed";
        },
        switch (poll.result()) {
          case UNCHANGED, CHANGED -> poll.result().label();
          case RUNNING, FAILED -> null;
        },
        poll.startedAt(),
        poll.finishedAt().orElse(null),
        poll.message().orElse(null));
  }
}
