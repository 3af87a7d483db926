package dev.plumbline.catalogue.random;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** What PostgreSQL has beside a snapshot, on one column of the target. */
final class RandomObjects {
  private RandomObjects() {}

  static void add(RandomSide model, Random random, int number) {
    String table = model.anyTable(random);
    Map<String, RandomColumn> columns = model.table(table).columns();
    if (columns.isEmpty()) {
      return;
    }
    String field = List.copyOf(columns.keySet()).get(random.nextInt(columns.size()));
    RandomColumn column = columns.get(field);
    boolean isComparable = column != null && column.type().isComparable();
    String index = isComparable ? RandomSql.name(field) : "id";
    String of = RandomSql.name(table);
    String on = RandomSql.name(field);
    model
        .objects()
        .add(
            (switch (random.nextInt(9)) {
                  case 0 -> "CREATE VIEW v%1$d AS SELECT id, %3$s FROM %2$s";
                  case 1 -> "CREATE INDEX by_hand_%1$d ON %2$s (%4$s) WHERE id IS NOT NULL";
                  case 2 -> "CREATE INDEX two_%1$d ON %2$s (id, %4$s)";
                  case 3 -> "ALTER TABLE %2$s ADD CONSTRAINT c%1$d CHECK (id IS NOT NULL)";
                  case 4 -> "GRANT SELECT ON %2$s TO PUBLIC";
                  case 5 -> "COMMENT ON COLUMN %2$s.%3$s IS 'by hand'";
                  case 6 ->
                      """
                      CREATE FUNCTION tr%1$d() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
                      CREATE TRIGGER tr%1$d BEFORE UPDATE OF %3$s ON %2$s
                        FOR EACH ROW EXECUTE FUNCTION tr%1$d()""";
                  case 7 ->
                      "INSERT INTO directus_presets (collection, layout) VALUES (%5$s, 'tabular')";
                  default ->
                      """
                      CREATE TABLE untracked_%1$d (id serial PRIMARY KEY,
                        ref %6$s REFERENCES %2$s)""";
                })
                .formatted(
                    number,
                    of,
                    on,
                    index,
                    RandomSql.text(table),
                    RandomColumn.of(model.keyOf(table)).sqlType()));
  }
}
