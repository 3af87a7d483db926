package dev.plumbline.catalogue.random;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Rows of all tables: odd values, nulls, duplicates and, without a foreign key, orphans. */
final class RandomRows {
  private static final int MOST = 8;

  private final RandomSide model;
  private final Random random;

  /** As literals of SQL, by table. */
  private final Map<String, List<String>> keys = new LinkedHashMap<>();

  private RandomRows(RandomSide model, Random random) {
    this.model = model;
    this.random = random;
  }

  static String sql(RandomSide model, Random random) {
    RandomRows rows = new RandomRows(model, random);
    StringBuilder sql = new StringBuilder();
    rows.keys.put("directus_files", new ArrayList<>());
    rows.keys.put("directus_users", List.of("(SELECT id FROM directus_users LIMIT 1)"));
    for (int i = 0; i < 3; i++) {
      String id = "'f1f1f1f1-0000-4000-8000-00000000000%d'".formatted(i);
      rows.keys.get("directus_files").add(id);
      sql.append(
          "INSERT INTO directus_files (id, storage, filename_download) VALUES (%s, 'local', 'f');\n"
              .formatted(id));
    }
    model.tables().forEach((name, table) -> rows.keys.put(name, rows.keys(table.key())));
    model.tables().forEach((name, table) -> rows.insert(name, table, sql));
    return sql.toString();
  }

  private List<String> keys(RandomType type) {
    List<String> made = new ArrayList<>();
    int count = random.nextInt(MOST + 1);
    for (int i = 1; i <= count; i++) {
      made.add(
          switch (type) {
            case UUID -> "'0000000%d-aaaa-4000-8000-000000000000'".formatted(i);
            case STRING -> "'key %d'".formatted(i);
            default -> Integer.toString(i);
          });
    }
    return made;
  }

  private void insert(String name, RandomTable table, StringBuilder sql) {
    for (String key : keys.getOrDefault(name, List.of())) {
      List<String> names = new ArrayList<>(List.of("id"));
      List<String> values = new ArrayList<>(List.of(key));
      table
          .columns()
          .forEach(
              (field, column) -> {
                names.add(RandomSql.name(field));
                values.add(value(name, field, column));
              });
      // What a unique constraint does not allow is left out.
      sql.append(
          "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT DO NOTHING;\n"
              .formatted(
                  RandomSql.name(name), String.join(", ", names), String.join(", ", values)));
    }
    if (table.key() == RandomType.INTEGER || table.key() == RandomType.BIG_INTEGER) {
      sql.append(
          "SELECT setval(pg_get_serial_sequence(%s, 'id'), 100);\n"
              .formatted(RandomSql.text(RandomSql.name(name))));
    }
  }

  private String value(String table, String field, RandomColumn column) {
    for (RandomRelation relation : model.relations()) {
      if (relation.many().equals(table) && relation.field().equals(field)) {
        return relation.isToAny() ? reference(relation.allowed()) : existing(relation.one());
      }
    }
    if (column.nullable() && random.nextInt(4) == 0) {
      return "NULL";
    }
    if (field.equals("collection")) {
      return RandomSql.text(model.anyTable(random));
    }
    return column.type().value(random, column.length(), column.precision(), column.scale());
  }

  /** A row of the first table that the foreign key of which will be made must exist. */
  private String existing(String one) {
    List<String> of = keys.getOrDefault(one, List.of());
    // The first row of a table always is one, whatever a unique constraint leaves out.
    return of.isEmpty() || random.nextInt(3) == 0 ? "NULL" : of.getFirst();
  }

  private String reference(List<String> allowed) {
    List<String> of =
        allowed.isEmpty() ? List.of() : keys.getOrDefault(allowed.getFirst(), List.of());
    return of.isEmpty() ? "NULL" : "(" + of.getFirst() + ")::text";
  }
}
