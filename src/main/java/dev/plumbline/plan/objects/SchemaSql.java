package dev.plumbline.plan.objects;

import dev.plumbline.hazard.RemedySql;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Views, types, sequences and extensions. */
final class SchemaSql {
  private SchemaSql() {}

  /** With its triggers and grants. */
  static Optional<String> view(ObjectId id, JsonObject definition) {
    String create =
        id.kind() == ObjectKind.VIEW ? "CREATE OR REPLACE VIEW " : "CREATE MATERIALIZED VIEW ";
    Optional<String> query = SqlParts.text(definition, "definition");
    if (query.isEmpty()) {
      return Optional.empty();
    }
    List<String> statements = new ArrayList<>();
    statements.add(
        create
            + RemedySql.name(id.name())
            + as(query.get())
            + query.get().replaceAll(";\\s*$", ""));
    definition
        .object("triggers")
        .members()
        .forEach(
            (name, trigger) ->
                AccessSql.trigger(
                        new ObjectId(ObjectKind.TRIGGER, id.name(), name), (JsonObject) trigger)
                    .ifPresent(statements::add));
    definition
        .object("grants")
        .members()
        .forEach(
            (grantee, privileges) ->
                AccessSql.grant(id.name(), grantee, privileges).ifPresent(statements::add));
    return Optional.of(String.join("; ", statements));
  }

  /** With options, an inventory has {@code WITH (…) AS} before the query. */
  private static String as(String query) {
    return query.startsWith("WITH (") ? " " : " AS ";
  }

  static Optional<String> enumType(ObjectId id, JsonObject definition) {
    return isOfOurSchema(definition)
        ? Optional.of(
            "CREATE TYPE %s AS ENUM (%s)"
                .formatted(
                    RemedySql.name(id.name()),
                    SqlParts.texts(definition.get("labels")).stream()
                        .map(RemedySql::text)
                        .collect(Collectors.joining(", "))))
        : Optional.empty();
  }

  /** PostgreSQL adds labels and removes none. */
  static Optional<String> labels(ObjectId id, JsonObject before, JsonObject after) {
    List<String> old = SqlParts.texts(before.get("labels"));
    List<String> all = SqlParts.texts(after.get("labels"));
    if (!isOfOurSchema(after) || !all.stream().filter(old::contains).toList().equals(old)) {
      return Optional.empty();
    }
    List<String> statements = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (!old.contains(all.get(i))) {
        statements.add(
            "ALTER TYPE %s ADD VALUE %s%s"
                .formatted(
                    RemedySql.name(id.name()),
                    RemedySql.text(all.get(i)),
                    i == 0
                        ? " BEFORE " + RemedySql.text(old.getFirst())
                        : " AFTER " + RemedySql.text(all.get(i - 1))));
      }
    }
    return statements.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", statements));
  }

  static Optional<String> domain(ObjectId id, JsonObject definition) {
    boolean isHidden =
        SqlParts.isHidden(definition, "default")
            || SqlParts.texts(definition.get("checks")).stream().anyMatch(SqlParts::isHidden);
    return isOfOurSchema(definition) && !isHidden
        ? Optional.of(
            "CREATE DOMAIN %s AS %s%s%s%s"
                .formatted(
                    RemedySql.name(id.name()),
                    definition.get("type").textOr(""),
                    SqlParts.text(definition, "default").map(text -> " DEFAULT " + text).orElse(""),
                    SqlParts.is(definition, "nullable") ? "" : " NOT NULL",
                    SqlParts.texts(definition.get("checks")).stream()
                        .map(check -> " " + check)
                        .collect(Collectors.joining())))
        : Optional.empty();
  }

  private static boolean isOfOurSchema(JsonObject definition) {
    return !definition.has("schema");
  }

  /**
   * @param create {@code CREATE} or {@code ALTER}
   */
  static Optional<String> sequence(String create, ObjectId id, JsonObject definition) {
    return definition.has("unlogged")
        ? Optional.empty()
        : Optional.of(
            "%s SEQUENCE %s AS %s START %s INCREMENT %s MINVALUE %s MAXVALUE %s CACHE %s%s CYCLE"
                    .formatted(
                        create,
                        RemedySql.name(id.name()),
                        definition.get("type").textOr("bigint"),
                        definition.get("start").textOr("1"),
                        definition.get("increment").textOr("1"),
                        definition.get("minimum").textOr("1"),
                        definition.get("maximum").textOr("1"),
                        definition.get("cache").textOr("1"),
                        SqlParts.is(definition, "cycles") ? "" : " NO")
                + SqlParts.texts(definition.get("columns")).stream()
                    .map(
                        column ->
                            " OWNED BY "
                                + RemedySql.name(id.table())
                                + "."
                                + RemedySql.name(column))
                    .collect(Collectors.joining()));
  }

  static String extension(ObjectId id, JsonObject definition) {
    return "CREATE EXTENSION %s SCHEMA %s"
        .formatted(
            RemedySql.name(id.name()), RemedySql.name(definition.get("schema").textOr("public")));
  }

  static Optional<String> extension(ObjectId id, JsonObject before, JsonObject after) {
    return before.get("schema").equals(after.get("schema"))
        ? Optional.of(
            "ALTER EXTENSION %s UPDATE TO %s"
                .formatted(
                    RemedySql.name(id.name()), RemedySql.text(after.get("version").textOr(""))))
        : Optional.empty();
  }
}
