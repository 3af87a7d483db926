package dev.plumbline.rest.wire;

import dev.plumbline.drift.Subject;
import dev.plumbline.inventory.ObjectId;
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
    @Nullable String relation,
    @Nullable ObjectView object) {

  /** Something in PostgreSQL that a snapshot of Directus can't carry. */
  @Schema(
      name = "DatabaseObject",
      description = "Something in PostgreSQL that a snapshot of Directus can't carry.")
  public record ObjectView(
      @Schema(examples = "check_constraint") String kind,
      @Schema(examples = "pages", description = "Null if it is of the schema.")
          @Nullable String table,
      @Schema(examples = "pages_odd", description = "A routine's with its arguments.")
          String name) {}

  public static SubjectView of(Subject subject) {
    return switch (subject) {
      case Subject.OfEnvironment ignored -> new SubjectView(null, null, null, null);
      case Subject.OfCollection(String collection) -> new SubjectView(collection, null, null, null);
      case Subject.OfField(String collection, String field) ->
          new SubjectView(collection, field, null, null);
      case Subject.OfRelation(String collection, String field) ->
          new SubjectView(collection, null, field, null);
      case Subject.OfObject(ObjectId id) ->
          new SubjectView(
              null,
              null,
              null,
              new ObjectView(
                  id.kind().label(), id.table().isEmpty() ? null : id.table(), id.name()));
    };
  }
}
