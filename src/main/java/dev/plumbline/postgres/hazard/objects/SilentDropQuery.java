package dev.plumbline.postgres.hazard.objects;

import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.hazard.RowAnswer.Named;
import dev.plumbline.hazard.RowQuestion.SilentlyDropped;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.session.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What PostgreSQL drops with a column or a table without being asked: what depends on it with
 * {@code deptype} {@code a} or {@code i}, what is said of it, and what it belongs to. Everybody may
 * read these system tables.
 */
public final class SilentDropQuery {
  /** A list by its number in {@link SilentlyDropped}, and a name. */
  private static final String OBJECTS =
      """
      WITH dropped AS MATERIALIZED (
        SELECT d.classid, d.objid FROM pg_depend d
         WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = %1$d
           AND (%2$d = 0 OR d.refobjsubid = %2$d) AND d.deptype IN ('a', 'i') AND d.objsubid = 0),
      said AS (
        SELECT 0 AS list, classoid, objoid, objsubid FROM pg_description
         UNION ALL SELECT 1, classoid, objoid, objsubid FROM pg_seclabel)
      SELECT s.list, c.relname || coalesce('.' || a.attname, '')
        FROM said s JOIN pg_class c ON c.oid = s.objoid
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = s.objsubid AND a.attnum > 0
       WHERE s.classoid = 'pg_class'::regclass AND s.objoid = %1$d
         AND (%2$d = 0 OR s.objsubid = %2$d)
       UNION SELECT s.list, coalesce(
          (SELECT relname FROM pg_class WHERE oid = s.objoid AND s.classoid = 'pg_class'::regclass),
          (SELECT conname FROM pg_constraint
            WHERE oid = s.objoid AND s.classoid = 'pg_constraint'::regclass),
          (SELECT tgname FROM pg_trigger
            WHERE oid = s.objoid AND s.classoid = 'pg_trigger'::regclass),
          (SELECT polname FROM pg_policy
            WHERE oid = s.objoid AND s.classoid = 'pg_policy'::regclass),
          (SELECT stxname FROM pg_statistic_ext
            WHERE oid = s.objoid AND s.classoid = 'pg_statistic_ext'::regclass),
          (SELECT rulename FROM pg_rewrite
            WHERE oid = s.objoid AND s.classoid = 'pg_rewrite'::regclass), '?')
        FROM dropped g JOIN said s ON s.classoid = g.classid AND s.objoid = g.objid
       UNION SELECT 2, p.pubname FROM pg_publication_rel r JOIN pg_publication p ON p.oid = r.prpubid
        WHERE %2$d = 0 AND r.prrelid = %1$d
       UNION SELECT 3, s.subname FROM pg_subscription_rel r JOIN pg_subscription s ON s.oid = r.srsubid
        WHERE %2$d = 0 AND r.srrelid = %1$d
       UNION SELECT 4, x.stxname FROM dropped g JOIN pg_statistic_ext x ON x.oid = g.objid
        WHERE g.classid = 'pg_statistic_ext'::regclass
       UNION SELECT 5, w.rulename FROM dropped g JOIN pg_rewrite w ON w.oid = g.objid
        WHERE g.classid = 'pg_rewrite'::regclass AND w.ev_class = %1$d AND w.rulename <> '_RETURN'
       ORDER BY 1, 2
      """;

  private record Listed(int list, String name) {}

  private SilentDropQuery() {}

  public static RowAnswer list(
      SilentlyDropped question, Identifier schema, ScanTransaction transaction)
      throws SQLException {
    CatalogSubject subject =
        CatalogSubject.of(question.table(), question.column(), schema, transaction);
    if (!subject.exists()) {
      return subject.missing();
    }
    List<List<String>> names =
        Stream.generate(() -> (List<String>) new ArrayList<String>())
            .limit(question.counts().size())
            .toList();
    transaction
        .rows(
            SqlFragment.of(OBJECTS.formatted(subject.oid(), subject.number())),
            row -> new Listed(row.getInt(1), row.getString(2)))
        .forEach(one -> names.get(one.list()).add(one.name()));
    return new Named(names);
  }
}
