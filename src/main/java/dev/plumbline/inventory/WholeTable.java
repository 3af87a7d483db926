package dev.plumbline.inventory;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.TableDetails;
import dev.plumbline.catalog.TableDetails.Foreign;
import dev.plumbline.inventory.definition.ObjectDefinition;
import dev.plumbline.inventory.definition.ObjectDefinitions;
import dev.plumbline.inventory.definition.SqlText;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** A table that Directus does not show, with all that belongs to it: one object, not twenty. */
final class WholeTable {
  private WholeTable() {}

  static ObjectKind kind(Table table) {
    return switch (table.kind()) {
      case TABLE ->
          table.details().partitionOf().isPresent() ? ObjectKind.PARTITION : ObjectKind.TABLE;
      case PARTITIONED_TABLE -> ObjectKind.PARTITIONED_TABLE;
      case VIEW -> ObjectKind.VIEW;
      case MATERIALIZED_VIEW -> ObjectKind.MATERIALIZED_VIEW;
      case FOREIGN_TABLE -> ObjectKind.FOREIGN_TABLE;
    };
  }

  static JsonObject definition(Table table) {
    TableDetails details = table.details();
    ObjectDefinition security = ObjectDefinitions.of(details.rowSecurity());
    security.with(
        "policies",
        named(
            details.rowSecurity().policies(), p -> p.name(), p -> ObjectDefinitions.of(p).json()));
    TreeMap<String, JsonValue> grants = new TreeMap<>();
    ObjectDefinitions.privileges(details.grants())
        .forEach((grantee, privileges) -> grants.put(grantee, ObjectDefinition.texts(privileges)));
    return new ObjectDefinition()
        .with("columns", named(table.columns(), Column::name, c -> ObjectDefinitions.of(c).json()))
        .withAll("constraints", unnamed(table.constraints().stream().map(ObjectDefinitions::of)))
        .withAll(
            "indexes",
            unnamed(
                table.indexes().stream()
                    .filter(index -> !index.form().ofConstraint())
                    .map(index -> ObjectDefinitions.of(index, table.name()))))
        .with(
            "triggers",
            named(details.triggers(), t -> t.name(), t -> ObjectDefinitions.of(t).json()))
        .with("rowSecurity", security.json())
        .with("grants", new JsonObject(grants))
        .with("definition", details.definition().map(SqlText::shown))
        .with("partitionKey", details.partitionKey())
        .with(
            "partitionOf",
            details
                .partitionOf()
                .map(ObjectDefinitions::of)
                .orElseGet(ObjectDefinition::new)
                .json())
        .with(
            "server",
            details
                .foreign()
                .map(foreign -> ObjectDefinitions.of(foreign.server()))
                .orElseGet(ObjectDefinition::new)
                .json())
        .with("options", details.foreign().map(Foreign::options).orElse(List.of()))
        .with("columnOptions", details.foreign().map(Foreign::columnOptions).orElse(List.of()))
        .when(details.unlogged(), "unlogged")
        .json();
  }

  /** PostgreSQL makes up names for these, by the order in which they were made. */
  private static List<JsonValue> unnamed(Stream<ObjectDefinition> definitions) {
    return definitions
        .map(ObjectDefinition::json)
        .sorted(Comparator.comparing(CanonicalJson::write))
        .map(JsonValue.class::cast)
        .toList();
  }

  private static <T> JsonObject named(
      List<T> items, Function<T, String> name, Function<T, JsonValue> definition) {
    TreeMap<String, JsonValue> members = new TreeMap<>();
    items.forEach(item -> members.put(name.apply(item), definition.apply(item)));
    return new JsonObject(members);
  }
}
