package dev.plumbline.rest.wire.drift;

import dev.plumbline.drift.change.Subject;
import dev.plumbline.inventory.ObjectId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a change is about; everything is null for the environment as a whole. */
@Schema(
    name = "Subject",
    description =
        "What a change is about. A relation is identified by the collection and field"
            + " of its many side. All fields are null for the environment as a whole.")
public record SubjectView(
    @Schema(examples = "articles") @Nullable String collection,
    @Nullable String field,
    @Nullable String relation,
    @Nullable ObjectView object) {

  /** Something in PostgreSQL that a snapshot of Directus can't carry. */
  @Schema(
      name = "DatabaseObject",
      description = "An object in PostgreSQL that a snapshot of Directus does not contain.")
  public record ObjectView(
      @Schema(examples = "check_constraint") String kind,
      @Schema(examples = "pages", description = "Null if it belongs to the schema, not to a table.")
          @Nullable String table,
      @Schema(
              examples = "pages_odd",
              description = "Of a function or procedure with its argument types.")
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
