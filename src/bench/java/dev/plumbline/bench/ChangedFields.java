package dev.plumbline.bench;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A schema of which two fields in a hundred were changed, one property each. */
final class ChangedFields {
  private static final int EVERY = 50;

  private ChangedFields() {}

  static Snapshot of(Snapshot snapshot) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < snapshot.fields().size(); i++) {
      Field field = snapshot.fields().get(i);
      fields.add(i % EVERY == EVERY / 2 ? changed(field, i / EVERY) : field);
    }
    return new Snapshot(
        snapshot.collections(), fields, snapshot.systemFields(), snapshot.relations());
  }

  static int count(Snapshot snapshot) {
    return (snapshot.fields().size() + EVERY / 2 - 1) / EVERY;
  }

  private static Field changed(Field field, int number) {
    JsonObject meta = (JsonObject) field.meta();
    JsonObject schema = field.schema().orElseThrow();
    // Of a serial primary key Directus compares no column.
    boolean isKey = schema.get("is_primary_key").equals(JsonValue.of(true));
    return switch (isKey ? 0 : number % 3) {
      case 0 -> with(field, meta.with("note", JsonValue.of("Changed " + number)), schema);
      case 1 -> with(field, meta.with("sort", JsonValue.of(1000 + number)), schema);
      default ->
          with(
              field,
              meta,
              schema.with(
                  "is_nullable",
                  JsonValue.of(!schema.get("is_nullable").equals(JsonValue.of(true)))));
    };
  }

  private static Field with(Field field, JsonObject meta, JsonObject schema) {
    return new Field(field.collection(), field.field(), field.type(), meta, Optional.of(schema));
  }
}
