package dev.plumbline.inventory;

import dev.plumbline.schema.CanonicalJson;
import dev.plumbline.schema.Catalog.Column;
import dev.plumbline.schema.Catalog.Table;
import dev.plumbline.schema.JsonValue;
import dev.plumbline.schema.JsonValue.JsonObject;
import dev.plumbline.schema.TableDetails;
import dev.plumbline.schema.TableDetails.Foreign;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** A table that Directus does not tell, with all that belongs to it: one object, not twenty. */
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
    Definition security = Definitions.of(details.rowSecurity());
    security.with(
        "policies",
        named(details.rowSecurity().policies(), p -> p.name(), p -> Definitions.of(p).json()));
    TreeMap<String, JsonValue> grants = new TreeMap<>();
    Definitions.privileges(details.grants())
        .forEach((grantee, privileges) -> grants.put(grantee, Definition.texts(privileges)));
    return new Definition()
        .with("columns", named(table.columns(), Column::name, c -> Definitions.of(c).json()))
        .withAll("constraints", unnamed(table.constraints().stream().map(Definitions::of)))
        .withAll(
            "indexes",
            unnamed(
                table.indexes().stream()
                    .filter(index -> !index.form().ofConstraint())
                    .map(index -> Definitions.of(index, table.name()))))
        .with("triggers", named(details.triggers(), t -> t.name(), t -> Definitions.of(t).json()))
        .with("rowSecurity", security.json())
        .with("grants", new JsonObject(grants))
        .with("definition", details.definition().map(SqlText::shown))
        .with("partitionKey", details.partitionKey())
        .with(
            "partitionOf",
            details.partitionOf().map(Definitions::of).orElseGet(Definition::new).json())
        .with(
            "server",
            details
                .foreign()
                .map(foreign -> Definitions.of(foreign.server()))
                .orElseGet(Definition::new)
                .json())
        .with("options", details.foreign().map(Foreign::options).orElse(List.of()))
        .with("columnOptions", details.foreign().map(Foreign::columnOptions).orElse(List.of()))
        .when(details.unlogged(), "unlogged")
        .json();
  }

  /** PostgreSQL makes up names for these, by the order in which they were made. */
  private static List<JsonValue> unnamed(Stream<Definition> definitions) {
    return definitions
        .map(Definition::json)
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
