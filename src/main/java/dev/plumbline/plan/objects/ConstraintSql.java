package dev.plumbline.plan.objects;

import dev.plumbline.hazard.RemedySql;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Constraints and indexes. */
final class ConstraintSql {
  /** What is said of a foreign key that a statement of ours would not bring about. */
  private static final Set<String> UNUSUAL = Set.of("otherSchema", "period", "notEnforced");

  private ConstraintSql() {}

  static Optional<String> check(ObjectId id, JsonObject definition) {
    return SqlParts.text(definition, "expression")
        .map(
            expression ->
                add(
                    id,
                    "CHECK ("
                        + expression
                        + ")"
                        + (SqlParts.is(definition, "notInherited") ? " NO INHERIT" : "")
                        + (SqlParts.is(definition, "notEnforced")
                            ? " NOT ENFORCED"
                            : valid(definition))));
  }

  /** Of one whose definition is as {@code pg_get_constraintdef} writes it. */
  static Optional<String> written(ObjectId id, JsonObject definition) {
    return SqlParts.text(definition, "definition").map(text -> add(id, text));
  }

  static Optional<String> foreignKey(ObjectId id, JsonObject definition) {
    JsonObject references = definition.object("references");
    boolean isUnusual =
        UNUSUAL.stream().anyMatch(definition::has) || !SqlParts.is(definition, "enabled");
    if (isUnusual || !references.has("table")) {
      return Optional.empty();
    }
    List<String> set = SqlParts.texts(definition.get("setOnDelete"));
    return Optional.of(
        add(
            id,
            "FOREIGN KEY %s REFERENCES %s %s%s ON UPDATE %s ON DELETE %s%s%s%s%s"
                .formatted(
                    SqlParts.names(SqlParts.texts(definition.get("columns"))),
                    RemedySql.name(references.get("table").textOr("")),
                    SqlParts.names(SqlParts.texts(references.get("columns"))),
                    SqlParts.is(definition, "matchFull") ? " MATCH FULL" : "",
                    definition.get("onUpdate").textOr("NO ACTION"),
                    definition.get("onDelete").textOr("NO ACTION"),
                    set.isEmpty() ? "" : " " + SqlParts.names(set),
                    SqlParts.is(definition, "deferrable") ? " DEFERRABLE" : "",
                    SqlParts.is(definition, "deferred") ? " INITIALLY DEFERRED" : "",
                    valid(definition))));
  }

  static Optional<String> index(ObjectId id, JsonObject definition) {
    return SqlParts.is(definition, "valid")
        ? SqlParts.text(definition, "definition")
            .map(
                text ->
                    "CREATE %sINDEX %s ON %s %s"
                        .formatted(
                            SqlParts.is(definition, "unique") ? "UNIQUE " : "",
                            RemedySql.name(id.name()),
                            RemedySql.name(id.table()),
                            text))
        : Optional.empty();
  }

  static String drop(ObjectId id) {
    return SqlParts.alter(id.table(), "DROP CONSTRAINT " + RemedySql.name(id.name()));
  }

  private static String add(ObjectId id, String what) {
    return SqlParts.alter(id.table(), "ADD CONSTRAINT " + RemedySql.name(id.name()) + " " + what);
  }

  private static String valid(JsonObject definition) {
    return SqlParts.is(definition, "validated") ? "" : " NOT VALID";
  }
}
