package dev.plumbline.jdbc.form;

import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.change.Subject.OfCollection;
import dev.plumbline.drift.change.Subject.OfEnvironment;
import dev.plumbline.drift.change.Subject.OfField;
import dev.plumbline.drift.change.Subject.OfObject;
import dev.plumbline.drift.change.Subject.OfRelation;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.jdbc.form.text.StoredObject;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;

/** What a change is about. */
final class SubjectForm {
  private SubjectForm() {}

  static JsonObject write(Subject subject) {
    return switch (subject) {
      case OfEnvironment ignored -> of("environment");
      case OfCollection(String collection) ->
          of("collection").with("collection", JsonValue.of(collection));
      case OfField(String collection, String field) ->
          of("field")
              .with("collection", JsonValue.of(collection))
              .with("field", JsonValue.of(field));
      case OfRelation(String collection, String field) ->
          of("relation")
              .with("collection", JsonValue.of(collection))
              .with("field", JsonValue.of(field));
      case OfObject(ObjectId id) -> of("object").with("object", InventoryForm.id(id));
    };
  }

  static Subject read(StoredObject json) {
    String of = json.text("of");
    return switch (of) {
      case "environment" -> new OfEnvironment();
      case "collection" -> new OfCollection(json.text("collection"));
      case "field" -> new OfField(json.text("collection"), json.text("field"));
      case "relation" -> new OfRelation(json.text("collection"), json.text("field"));
      case "object" -> new OfObject(InventoryForm.id(json.object("object")));
      default -> throw json.unknown("of", of);
    };
  }

  private static JsonObject of(String kind) {
    return JsonObject.EMPTY.with("of", JsonValue.of(kind));
  }
}
