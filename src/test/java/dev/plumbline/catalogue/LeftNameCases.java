package dev.plumbline.catalogue;

import java.util.List;

/**
 * The source lost a field behind Directus's back, and its settings still have the name of it. In
 * the target Directus drops the field, and removes its name from some of these settings.
 */
final class LeftNameCases {
  private static final String TABLES =
      """
      CREATE TABLE l_p (id serial PRIMARY KEY, a text, b text, s int);
      CREATE TABLE l_c (id serial PRIMARY KEY, p int REFERENCES l_p (id), k text, n text, s int);
      %s;
      %s;
      INSERT INTO directus_fields (collection, field, special) VALUES
        ('l_p', 'g', 'alias,no-data,group'), ('l_p', 'h', 'alias,no-data,group'),
        ('l_p', 'kids', 'o2m');
      INSERT INTO directus_relations
          (many_collection, many_field, one_collection, one_field, sort_field)
        VALUES ('l_c', 'p', 'l_p', 'kids', 's');
      UPDATE directus_fields SET "group" = 'g' WHERE collection = 'l_p' AND field IN ('a', 'b', 'h');
      UPDATE directus_collections SET archive_field = 'a', archive_value = 'x', sort_field = 's',
          item_duplication_fields = '["a", "b", "kids.k", "kids.n"]' WHERE collection = 'l_p';
      INSERT INTO l_p (a, b, s) VALUES ('x', 'y', 1), ('y', NULL, 2);
      INSERT INTO l_c (p, k, n, s) VALUES (1, 'k', 'n', 1)
      """
          .formatted(AlikeCases.track("l_p"), AlikeCases.track("l_c"));

  private LeftNameCases() {}

  static List<TwoSided> all() {
    return List.of(
        lost("archive, sort and copies have names of dropped fields", "l_p.a", "l_p.s", "l_c.k"),
        lost("fields are in a group that is dropped", "l_p.g"),
        lost("a relation has the name of a dropped alias", "l_p.kids"),
        lost("related items are sorted by a dropped field", "l_c.s"));
  }

  private static TwoSided lost(String name, String... fields) {
    StringBuilder sql = new StringBuilder(TABLES);
    for (String subject : fields) {
      String table = subject.substring(0, subject.indexOf('.'));
      String field = subject.substring(subject.indexOf('.') + 1);
      sql.append(
          ";ALTER TABLE %1$s DROP COLUMN IF EXISTS %2$s;DELETE FROM directus_fields WHERE collection = '%1$s' AND field = '%2$s'"
              .formatted(table, field));
    }
    return TwoSided.of(
        name,
        Step.sql(sql.toString()),
        Step.sql(TABLES),
        FieldReportCases.drop("l_c", "l_p"),
        List.of(fields).stream().map(LeftNameCases::removed).toArray(String[]::new));
  }

  /** An alias has no values, and a group shows none. */
  private static String removed(String subject) {
    String severity =
        switch (subject) {
          case "l_p.g" -> "info";
          case "l_p.kids" -> "high";
          default -> "critical";
        };
    return severity + " field_removed " + subject;
  }
}
