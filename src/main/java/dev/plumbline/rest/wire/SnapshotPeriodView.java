package dev.plumbline.rest.wire;

import dev.plumbline.memory.MonitorStore.SnapshotPeriod;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long an environment had a schema. */
@Schema(name = "SnapshotPeriod", description = "How long an environment had one schema.")
public record SnapshotPeriodView(
    @Schema(description = "Address of the schema; see /snapshots/{fingerprint}.")
        String fingerprint,
    Instant from,
    @Schema(description = "When another was first seen; null if it still has it.")
        @Nullable Instant until) {

  public static SnapshotPeriodView of(SnapshotPeriod period) {
    return new SnapshotPeriodView(
        period.fingerprint().hex(), period.from(), period.until().orElse(null));
  }
}
