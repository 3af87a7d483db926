package dev.plumbline.rest.run;

import dev.plumbline.run.Run;
import dev.plumbline.run.rollback.RollbackPreview;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a rollback of a run would do now. */
@Schema(name = "Rollback", description = "What a rollback of a run would do now.")
public record RollbackView(
    UUID run,
    @Schema(description = "The newest rollback of the run; null if nobody asked for one.")
        @Nullable UUID rollback,
    boolean possible,
    @Schema(description = "Why it cannot be done.") List<String> blocked,
    @Schema(description = "What it does to the schema.") List<String> steps,
    @Schema(description = "What it brings back from the backup of the run.") List<String> rows,
    @Schema(description = "What it drops, and saves to files first.") List<String> losses,
    @Schema(description = "What no rollback brings back, or takes away.") List<String> stays,
    @Schema(description = "SHA-256 over all of this; send it to confirm.") String hash) {

  static RollbackView of(Run run, Optional<Run> rollback, RollbackPreview preview) {
    return new RollbackView(
        run.id(),
        rollback.map(Run::id).orElse(null),
        preview.blocked().isEmpty(),
        preview.blocked(),
        preview.steps(),
        preview.rows(),
        preview.losses(),
        preview.stays(),
        preview.hash());
  }
}
