package dev.plumbline.plan.objects;

import dev.plumbline.hazard.RemedySql;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Columns that Directus does not track, and what it does not know of the others. */
final class ColumnSql {
  private ColumnSql() {}

  /** One that Directus does not track. */
  static Optional<String> create(ObjectId id, JsonObject definition) {
    String type = definition.get("type").textOr("");
    boolean isOurs =
        definition.get("tracked").equals(JsonBoolean.FALSE)
            && !type.isEmpty()
            && !type.contains("(modifier ")
            && !isHidden(definition);
    return isOurs
        ? Optional.of(
            SqlParts.alter(
                id.table(),
                "ADD COLUMN "
                    + RemedySql.name(id.name())
                    + " "
                    + type
                    + SqlParts.text(definition, "collation")
                        .map(name -> " COLLATE " + RemedySql.name(name))
                        .orElse("")
                    + value(definition)
                    + (definition.get("nullable").equals(JsonBoolean.FALSE) ? " NOT NULL" : "")))
        : Optional.empty();
  }

  private static boolean isHidden(JsonObject definition) {
    return (definition.has("default") && SqlParts.text(definition, "default").isEmpty())
        || (definition.has("generated") && SqlParts.text(definition, "generated").isEmpty());
  }

  private static String value(JsonObject definition) {
    return SqlParts.text(definition, "generated")
        .map(
            expression ->
                " GENERATED ALWAYS AS ("
                    + expression
                    + ")"
                    + (SqlParts.is(definition, "virtual") ? " VIRTUAL" : " STORED"))
        .or(() -> SqlParts.text(definition, "identity").map(ColumnSql::identity))
        .or(() -> SqlParts.text(definition, "default").map(expression -> " DEFAULT " + expression))
        .orElse("");
  }

  private static String identity(String when) {
    return " GENERATED " + when.toUpperCase(Locale.ROOT) + " AS IDENTITY";
  }

  /** Where only the default differs; all else needs what the inventory does not say. */
  static Optional<String> change(ObjectId id, JsonObject before, JsonObject after) {
    Set<String> members = new HashSet<>(before.members().keySet());
    members.addAll(after.members().keySet());
    members.removeIf(member -> before.get(member).equals(after.get(member)));
    members.remove("columns");
    if (!members.equals(Set.of("default"))) {
      return Optional.empty();
    }
    if (!after.has("default")) {
      return Optional.of(RemedySql.alter(id.table(), id.name(), "DROP DEFAULT"));
    }
    return SqlParts.text(after, "default")
        .map(expression -> RemedySql.alter(id.table(), id.name(), "SET DEFAULT " + expression));
  }
}
