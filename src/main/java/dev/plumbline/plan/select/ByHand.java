package dev.plumbline.plan.select;

import dev.plumbline.hazard.RemedySql;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Property;
import dev.plumbline.payload.Section;
import java.util.Optional;

/**
 * SQL that a person may copy for what Directus cannot bring about. Only where one statement does it
 * and its text follows from the two snapshots; afterwards Directus has to read its schema again.
 */
final class ByHand {
  private ByHand() {}

  /**
   * @param path of the value that stays; empty for the item as a whole
   */
  static Optional<String> sql(PlannedItem item, String path) {
    ItemKey key = item.key();
    if (item instanceof Create create
        && key.section() == Section.FIELDS
        && path.isEmpty()
        && create.after().get("schema") instanceof JsonObject schema) {
      return Optional.of(
          "ALTER TABLE %s ADD COLUMN %s %s%s%s"
              .formatted(
                  RemedySql.name(key.collection()),
                  RemedySql.name(key.field()),
                  type(schema),
                  generated(schema),
                  schema.get("is_nullable").equals(JsonBoolean.FALSE) ? " NOT NULL" : ""));
    }
    if (item instanceof Alter alter && alter.after().get("schema") instanceof JsonObject schema) {
      return switch (key.section()) {
        case FIELDS -> column(key, path, schema);
        case RELATIONS -> foreignKey(key, path, alter, schema);
        case COLLECTIONS, SYSTEM_FIELDS -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  private static String generated(JsonObject schema) {
    return schema.get("is_generated").equals(JsonBoolean.TRUE)
        ? " GENERATED ALWAYS AS (" + schema.get("generation_expression").textOr("") + ") STORED"
        : "";
  }

  /**
   * PostgreSQL makes no column a generated one, and changes no expression before version 17: the
   * column is made anew, with values that it generates. Made a plain one, it keeps its values.
   */
  private static String generation(ItemKey key, JsonObject schema) {
    String column = RemedySql.name(key.field());
    return schema.get("is_generated").equals(JsonBoolean.TRUE)
        ? "ALTER TABLE %s DROP COLUMN %s, ADD COLUMN %s %s%s"
            .formatted(
                RemedySql.name(key.collection()), column, column, type(schema), generated(schema))
        : RemedySql.alter(key.collection(), key.field(), "DROP EXPRESSION");
  }

  private static Optional<String> column(ItemKey key, String path, JsonObject schema) {
    if (path.equals("schema.is_generated") || path.equals("schema.generation_expression")) {
      return Optional.of(generation(key, schema));
    }
    if (!Property.isOfType(path) && !path.equals("meta.special")) {
      return Optional.empty();
    }
    String type = type(schema);
    String column = RemedySql.name(key.field());
    return Optional.of(
        RemedySql.alter(
            key.collection(), key.field(), "TYPE " + type + " USING " + column + "::" + type));
  }

  private static Optional<String> foreignKey(
      ItemKey key, String path, Alter alter, JsonObject after) {
    JsonValue before =
        alter.before().get("schema") instanceof JsonObject schema
            ? schema.get("constraint_name")
            : alter.before().get("schema");
    String name = after.get("constraint_name").textOr("");
    String table = RemedySql.name(key.collection());
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (path.equals("schema.constraint_name") && before instanceof JsonString(String old)) {
      return Optional.of(
          "ALTER TABLE %s RENAME CONSTRAINT %s TO %s"
              .formatted(table, RemedySql.name(old), RemedySql.name(name)));
    }
    return path.equals("schema") && before.isNull()
        ? Optional.of(
            "ALTER TABLE %s ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s) ON UPDATE %s ON"
                    .formatted(
                        table,
                        RemedySql.name(name),
                        RemedySql.name(key.field()),
                        RemedySql.name(after.get("foreign_key_table").textOr("")),
                        RemedySql.name(after.get("foreign_key_column").textOr("")),
                        after.get("on_update").textOr("NO ACTION"))
                + " DELETE "
                + after.get("on_delete").textOr("NO ACTION"))
        : Optional.empty();
  }

  /** As PostgreSQL's manual writes it, with length or precision. */
  private static String type(JsonObject schema) {
    String type = schema.get("data_type").textOr("");
    if (schema.get("max_length") instanceof JsonNumber(double length) && length > 0) {
      return type + "(" + (long) length + ")";
    }
    return type.equals("numeric")
            && schema.get("numeric_precision") instanceof JsonNumber(double precision)
        ? type
            + "("
            + (long) precision
            + (schema.get("numeric_scale") instanceof JsonNumber(double scale)
                ? "," + (long) scale
                : "")
            + ")"
        : type;
  }
}
