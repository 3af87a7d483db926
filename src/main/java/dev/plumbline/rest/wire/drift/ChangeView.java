package dev.plumbline.rest.wire.drift;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.plumbline.drift.change.Change;
import dev.plumbline.json.CanonicalJson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One difference.
 *
 * @param before JSON text: the target's value
 * @param after JSON text: the source's value
 */
@Schema(
    name = "Change",
    description = "One difference: what has to change in the target to make it like the source.")
public record ChangeView(
    @Schema(examples = "field_removed", description = "Stable; ignore rules use it.") String code,
    @Schema(enumeration = {"added", "removed", "changed"}) String kind,
    SubjectView subject,
    @Schema(enumeration = {"critical", "high", "medium", "low", "info"}) String severity,
    @Schema(
            examples = "schema.max_length",
            description = "Property of the subject; empty for the whole subject.")
        String path,
    @Schema(implementation = Object.class, description = "The target's value; null for added.")
        @JsonRawValue
        String before,
    @Schema(implementation = Object.class, description = "The source's value; null for removed.")
        @JsonRawValue
        String after,
    @Schema(description = "The difference in one sentence.") String message,
    @Schema(
            description =
                "Why applying a schema with Directus never makes this"
                    + " change; null if it does.")
        @Nullable String neverConverges) {

  public static ChangeView of(Change change) {
    return new ChangeView(
        change.code().label(),
        change.kind().label(),
        SubjectView.of(change.subject()),
        change.severity().label(),
        change.path(),
        CanonicalJson.write(change.before()),
        CanonicalJson.write(change.after()),
        change.message(),
        change.neverConverges().orElse(null));
  }
}
