package dev.plumbline.rest.wire;

import dev.plumbline.store.MonitorStore.SnapshotPeriod;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long an environment had a schema. */
@Schema(name = "SnapshotPeriod", description = "How long an environment had one schema.")
public record SnapshotPeriodView(
    @Schema(description = "Fingerprint of the schema; see /snapshots/{fingerprint}.")
        String fingerprint,
    Instant from,
    @Schema(description = "When it was replaced by another schema; null if it is the current one.")
        @Nullable Instant until) {

  public static SnapshotPeriodView of(SnapshotPeriod period) {
    return new SnapshotPeriodView(
        period.fingerprint().hex(), period.from(), period.until().orElse(null));
  }
}
