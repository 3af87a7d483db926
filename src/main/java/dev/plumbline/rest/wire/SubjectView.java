package dev.plumbline.rest.wire;

import dev.plumbline.drift.Subject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a change is about; everything is null for the environment as a whole. */
@Schema(
    name = "Subject",
    description =
        "What a change is about. A relation is named by the collection and field of its many side."
            + " Everything is null for the environment as a whole.")
public record SubjectView(
    @Schema(examples = "articles") @Nullable String collection,
    @Nullable String field,
    @Nullable String relation) {

  public static SubjectView of(Subject subject) {
    return switch (subject) {
      case Subject.OfEnvironment ignored -> new SubjectView(null, null, null);
      case Subject.OfCollection(String collection) -> new SubjectView(collection, null, null);
      case Subject.OfField(String collection, String field) ->
          new SubjectView(collection, field, null);
      case Subject.OfRelation(String collection, String field) ->
          new SubjectView(collection, null, field);
    };
  }
}
