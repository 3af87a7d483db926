package dev.plumbline.postgres.hazard.objects;

import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.hazard.RowAnswer.Counted;
import dev.plumbline.hazard.RowQuestion.DependentObjects;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.session.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What uses a column or a table, by {@code pg_depend}, which everybody may read. */
public final class DependentQuery {
  private static final String OBJECTS =
      """
      WITH used AS MATERIALIZED (
        SELECT d.classid, d.objid, d.objsubid, d.refobjsubid, d.deptype FROM pg_depend d
         WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = %1$d
           AND (%2$d = 0 OR d.refobjsubid = %2$d))
      SELECT
        (SELECT count(DISTINCT r.ev_class) FROM used u JOIN pg_rewrite r ON r.oid = u.objid
          WHERE u.classid = 'pg_rewrite'::regclass AND r.ev_class <> %1$d),
        (SELECT count(DISTINCT g.attnum) FROM pg_attribute g
          WHERE %2$d > 0 AND g.attrelid = %1$d AND g.attgenerated <> '' AND NOT g.attisdropped
            AND g.attnum <> %2$d
            AND (EXISTS (SELECT FROM used u WHERE u.classid = 'pg_class'::regclass
                            AND u.objid = %1$d AND u.objsubid = g.attnum)
              OR EXISTS (SELECT FROM used u JOIN pg_attrdef f ON f.oid = u.objid
                          WHERE u.classid = 'pg_attrdef'::regclass AND f.adrelid = %1$d
                            AND f.adnum = g.attnum))),
        (SELECT count(DISTINCT p.oid) FROM used u JOIN pg_policy p ON p.oid = u.objid
          WHERE u.classid = 'pg_policy'::regclass AND (%2$d > 0 OR p.polrelid <> %1$d)),
        (SELECT count(DISTINCT t.oid) FROM used u JOIN pg_trigger t ON t.oid = u.objid
          WHERE u.classid = 'pg_trigger'::regclass AND NOT t.tgisinternal
            AND (%2$d > 0 OR t.tgrelid <> %1$d)),
        (SELECT count(DISTINCT u.objid) FROM used u WHERE u.classid = 'pg_proc'::regclass),
        (SELECT count(DISTINCT u.objid) FROM used u
          WHERE u.classid = 'pg_publication_rel'::regclass AND %2$d > 0),
        (SELECT count(*) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
          WHERE k.contype = 'f' AND k.confrelid = %1$d AND k.conrelid <> %1$d
            AND k.conparentid = 0 AND %3$s),
        (SELECT count(DISTINCT r.oid) FROM used u JOIN pg_rewrite r ON r.oid = u.objid
          WHERE %2$d > 0 AND u.classid = 'pg_rewrite'::regclass AND r.ev_class = %1$d),
        (SELECT count(DISTINCT i.inhparent) FROM pg_inherits i
           JOIN pg_attribute a ON a.attrelid = i.inhrelid AND a.attnum = %2$d AND a.attinhcount > 0
           JOIN pg_attribute p ON p.attrelid = i.inhparent AND p.attname = a.attname
          WHERE i.inhrelid = %1$d AND NOT p.attisdropped)
      """;

  /** Directus drops the relations of a collection first, and with a field its own alone. */
  private static final String NOT_BY_DIRECTUS =
      """
      (cardinality(k.conkey) > 1 OR c.relnamespace <> (SELECT relnamespace FROM pg_class WHERE oid = %d)
        OR NOT EXISTS (SELECT FROM pg_constraint p WHERE p.conrelid = c.oid AND p.contype = 'p'
                          AND cardinality(p.conkey) = 1))\
      """;

  private DependentQuery() {}

  public static RowAnswer count(
      DependentObjects question, Identifier schema, ScanTransaction transaction)
      throws SQLException {
    CatalogSubject subject =
        CatalogSubject.of(question.table(), question.column(), schema, transaction);
    if (!subject.exists()) {
      return subject.missing();
    }
    return transaction.one(
        SqlFragment.of(
            OBJECTS.formatted(subject.oid(), subject.number(), foreignKeys(question, subject))),
        row -> {
          List<Long> counts = new ArrayList<>();
          for (int i = 1; i <= question.counts().size(); i++) {
            counts.add(row.getLong(i));
          }
          return new Counted(counts);
        });
  }

  private static String foreignKeys(DependentObjects question, CatalogSubject subject) {
    if (!question.dropped()) {
      return "false";
    }
    return question.column().isPresent()
        ? "%d = ANY (k.confkey)".formatted(subject.number())
        : NOT_BY_DIRECTUS.formatted(subject.oid());
  }
}
