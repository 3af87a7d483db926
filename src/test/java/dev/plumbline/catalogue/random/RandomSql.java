package dev.plumbline.catalogue.random;

import java.util.Map;
import java.util.TreeMap;

/** Tables as Directus makes them. */
final class RandomSql {
  private RandomSql() {}

  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static void create(String name, RandomTable table, StringBuilder sql) {
    sql.append("CREATE TABLE ").append(name(name)).append(" (id ").append(key(table.key()));
    table
        .columns()
        .forEach(
            (field, column) -> {
              sql.append(", ").append(name(field)).append(' ').append(column.sqlType());
              if (!column.standard().isEmpty()) {
                sql.append(" DEFAULT ").append(column.standard());
              }
              if (!column.nullable()) {
                sql.append(" NOT NULL");
              }
              if (column.unique()) {
                sql.append(" CONSTRAINT ").append(name(name + "_" + lower(field) + "_unique"));
                sql.append(" UNIQUE");
              }
            });
    sql.append(");\n");
    table
        .columns()
        .forEach(
            (field, column) -> {
              if (column.indexed()) {
                sql.append(
                    "CREATE INDEX %s ON %s (%s);\n"
                        .formatted(
                            name(name + "_" + lower(field) + "_index"), name(name), name(field)));
              }
            });
    Map<String, String> meta = new TreeMap<>(table.meta());
    meta.put("collection", text(name));
    insert("directus_collections", meta, sql);
    field(name, "id", table.key() == RandomType.UUID ? "'uuid'" : "NULL", Map.of(), sql);
    table
        .columns()
        .forEach((field, column) -> field(name, field, special(column), column.meta(), sql));
    table.aliases().forEach((field, special) -> field(name, field, text(special), Map.of(), sql));
  }

  /** Directus writes the names of its constraints in lower case. */
  private static String lower(String field) {
    return field.toLowerCase(java.util.Locale.ROOT);
  }

  private static String special(RandomColumn column) {
    return column.meta().getOrDefault("special", column.type().special());
  }

  private static String key(RandomType type) {
    return switch (type) {
      case INTEGER -> "serial PRIMARY KEY";
      case BIG_INTEGER -> "bigserial PRIMARY KEY";
      case UUID -> "uuid PRIMARY KEY";
      default -> "varchar(255) PRIMARY KEY";
    };
  }

  private static void field(
      String collection,
      String field,
      String special,
      Map<String, String> more,
      StringBuilder sql) {
    Map<String, String> all = new TreeMap<>(more);
    all.put("collection", text(collection));
    all.put("field", text(field));
    all.put("special", special);
    insert("directus_fields", all, sql);
  }

  static void relate(RandomSide model, RandomRelation relation, StringBuilder sql) {
    Map<String, String> row = new TreeMap<>();
    row.put("many_collection", text(relation.many()));
    row.put("many_field", text(relation.field()));
    if (relation.isToAny()) {
      row.put("one_collection_field", "'collection'");
      row.put("one_allowed_collections", text(String.join(",", relation.allowed())));
    } else {
      row.put("one_collection", text(relation.one()));
    }
    if (!relation.oneField().isEmpty() && model.tables().containsKey(relation.one())) {
      row.put("one_field", text(relation.oneField()));
    }
    if (!relation.junctionField().isEmpty()) {
      row.put("junction_field", text(relation.junctionField()));
    }
    row.put("one_deselect_action", text(relation.deselect()));
    insert("directus_relations", row, sql);
  }

  static void constrain(RandomRelation relation, StringBuilder sql) {
    sql.append(
        "ALTER TABLE %s ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s ON DELETE %s;\n"
            .formatted(
                name(relation.many()),
                name(relation.many() + "_" + lower(relation.field()) + "_foreign"),
                name(relation.field()),
                name(relation.one()),
                relation.onDelete()));
  }

  private static void insert(String table, Map<String, String> row, StringBuilder sql) {
    sql.append(
        "INSERT INTO %s (%s) VALUES (%s);\n"
            .formatted(table, String.join(", ", row.keySet()), String.join(", ", row.values())));
  }
}
