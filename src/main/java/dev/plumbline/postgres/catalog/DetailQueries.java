package dev.plumbline.postgres.catalog;

import dev.plumbline.catalog.TableDetails.Firing;
import dev.plumbline.catalog.TableDetails.Foreign;
import dev.plumbline.catalog.TableDetails.Grant;
import dev.plumbline.catalog.TableDetails.PartitionOf;
import dev.plumbline.catalog.TableDetails.Policy;
import dev.plumbline.catalog.TableDetails.Server;
import dev.plumbline.catalog.TableDetails.Trigger;
import dev.plumbline.postgres.catalog.setting.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what Directus never reads of tables. */
final class DetailQueries {
  /** Options too: {@code security_invoker} decides whose rows a view shows. */
  private static final String VIEWS =
      """
      SELECT oid, pg_get_viewdef(oid), array_to_string(reloptions, ', ')
        FROM pg_class WHERE relnamespace = ?::oid AND relkind IN ('v', 'm')
      """;

  private static final String PARTITION_KEYS =
      """
      SELECT partrelid, pg_get_partkeydef(partrelid)
        FROM pg_partitioned_table WHERE partrelid IN %s
      """
          .formatted(Rows.TABLES);

  /** That a partition may be on its way out is new in PostgreSQL 14. */
  private static final String PARTITIONS =
      """
      SELECT c.oid, p.relname, pg_get_expr(c.relpartbound, c.oid), %s
        FROM pg_class c
        JOIN pg_inherits i ON i.inhrelid = c.oid
        JOIN pg_class p ON p.oid = i.inhparent
       WHERE c.relnamespace = ?::oid AND c.relispartition AND c.relkind IN ('r', 'p', 'f')
      """;

  private static final String EXTENSIONS =
      """
      SELECT d.objid, e.extname
        FROM pg_extension e
        JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
       WHERE d.deptype = 'e' AND d.classid = 'pg_class'::regclass
      """;

  /** Without the schema, which may have another name elsewhere. */
  private static final String TRIGGERS =
      """
      SELECT tgrelid, tgname, definition, tgenabled::text,
             CASE WHEN tgnargs > 0 THEN encode(sha256(tgargs), 'hex') END
        FROM (SELECT t.*, replace(pg_get_triggerdef(t.oid),
                       format(' ON %%I.%%I ', n.nspname, c.relname), format(' ON %%I ', c.relname))
                       AS definition
                FROM pg_trigger t
                JOIN pg_class c ON c.oid = t.tgrelid
                JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE NOT t.tgisinternal AND t.tgrelid IN %s AND t.oid NOT IN %s) t
       ORDER BY tgrelid, tgname
      """
          .formatted(Rows.TABLES, Rows.ofExtensions("pg_trigger"));

  private static final String POLICIES =
      """
      SELECT polrelid, polname, polpermissive, polcmd::text,
             ARRAY(SELECT CASE role WHEN 0 THEN 'public' ELSE pg_get_userbyid(role) END::text
                     FROM unnest(polroles) role),
             pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)
        FROM pg_policy WHERE polrelid IN %s
       ORDER BY polrelid, polname
      """
          .formatted(Rows.TABLES);

  /**
   * Two may have granted the same. What we were granted ourselves is there because of us, and the
   * owner has every privilege anyway. Most tables have the same list: each is taken apart once.
   */
  private static final String GRANTS =
      """
      SELECT unnest(t.oids), CASE g.grantee WHEN 0 THEN 'public' ELSE pg_get_userbyid(g.grantee) END::text,
             g.privilege_type, g.is_grantable, t.attname
        FROM (SELECT array_agg(c.oid) AS oids, c.relowner, NULL::name AS attname, c.relacl AS acl
                FROM pg_class c
               WHERE c.relnamespace = ?::oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
                 AND c.relacl IS NOT NULL
               GROUP BY c.relowner, c.relacl
              %s) t,
             LATERAL (SELECT e.grantee, e.privilege_type, bool_or(e.is_grantable) AS is_grantable
                        FROM aclexplode(t.acl) e GROUP BY e.grantee, e.privilege_type) g
       WHERE g.grantee <> t.relowner
         AND g.grantee <> (SELECT oid FROM pg_roles WHERE rolname = current_user)
      """;

  private static final String COLUMN_GRANTS =
      """
      UNION ALL
      SELECT ARRAY[c.oid], c.relowner, a.attname, a.attacl
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relnamespace = ?::oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
         AND a.attacl IS NOT NULL AND NOT a.attisdropped AND a.attnum > 0""";

  /**
   * Options such as {@code host=example.org}. Wrappers take passwords, tokens and commands in
   * options of any name: except for those that only say where something is, a value does not leave
   * the database.
   */
  private static String options(String name, String from) {
    return """
    ARRAY(SELECT concat(%s, '=',
                   CASE WHEN o.option_name IN ('host', 'hostaddr', 'port', 'dbname', 'schema_name',
                          'table_name', 'column_name') THEN o.option_value
                        ELSE 'SHA-256 ' || encode(sha256(convert_to(o.option_value, 'UTF8')), 'hex') END)
            FROM %s)"""
        .formatted(name, from);
  }

  /** Everybody may read these; user mappings, which have the passwords, are not asked for. */
  private static final String FOREIGN_TABLES =
      """
      SELECT f.ftrelid, s.srvname, s.srvtype, s.srvversion, w.fdwname, p.proname,
             %s,
             %s,
             %s,
             %s
        FROM pg_foreign_table f
        JOIN pg_foreign_server s ON s.oid = f.ftserver
        JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
        LEFT JOIN pg_proc p ON p.oid = w.fdwhandler
       WHERE f.ftrelid IN %s
      """
          .formatted(
              options("o.option_name", "pg_options_to_table(s.srvoptions) o"),
              options("o.option_name", "pg_options_to_table(w.fdwoptions) o"),
              options("o.option_name", "pg_options_to_table(f.ftoptions) o"),
              options(
                  "concat(a.attname, '.', o.option_name)",
                  """
                  pg_attribute a, pg_options_to_table(a.attfdwoptions) o
                  WHERE a.attrelid = f.ftrelid AND a.attfdwoptions IS NOT NULL AND NOT a.attisdropped"""),
              Rows.TABLES);

  private static final String CALL = "EXECUTE FUNCTION ";

  private DetailQueries() {}

  /**
   * @param columnGrants whether there are privileges on single columns
   */
  static Details run(Rows rows, boolean columnGrants) throws SQLException {
    Details details = new Details();
    rows.each(
        VIEWS, row -> details.definition(row.getLong(1), view(row.getString(2), row.getString(3))));
    rows.each(PARTITION_KEYS, row -> details.partitionKey(row.getLong(1), row.getString(2)));
    rows.each(
        PARTITIONS.formatted(rows.since(14, "i.inhdetachpending", "false")),
        row ->
            details.partition(
                row.getLong(1),
                new PartitionOf(row.getString(2), row.getString(3), row.getBoolean(4))));
    rows.each(FOREIGN_TABLES, row -> details.foreign(row.getLong(1), foreign(row)));
    rows.each(EXTENSIONS, row -> details.extension(row.getLong(1), row.getString(2)));
    rows.each(TRIGGERS, row -> details.trigger(row.getLong(1), trigger(row)));
    rows.each(POLICIES, row -> details.policy(row.getLong(1), policy(row)));
    rows.each(
        GRANTS.formatted(columnGrants ? COLUMN_GRANTS : ""),
        row ->
            details.grant(
                row.getLong(1),
                new Grant(
                    row.getString(2),
                    row.getString(3),
                    row.getBoolean(4),
                    Optional.ofNullable(row.getString(5)))));
    return details;
  }

  private static String view(String definition, @Nullable String options) {
    String text = definition.strip();
    return options == null ? text : "WITH (" + options + ") AS\n" + text;
  }

  private static Foreign foreign(ResultSet row) throws SQLException {
    return new Foreign(
        new Server(
            row.getString(2),
            Optional.ofNullable(row.getString(3)),
            Optional.ofNullable(row.getString(4)),
            sorted(row, 7),
            row.getString(5),
            Optional.ofNullable(row.getString(6)),
            sorted(row, 8)),
        sorted(row, 9),
        sorted(row, 10));
  }

  /** Not by the database, whose collation may be another elsewhere. */
  private static List<String> sorted(ResultSet row, int column) throws SQLException {
    return Rows.texts(row, column).stream().sorted().toList();
  }

  private static Trigger trigger(ResultSet row) throws SQLException {
    return new Trigger(
        row.getString(2),
        withoutArguments(row.getString(3), row.getString(5)),
        switch (row.getString(4)) {
          case "O" -> Firing.ORIGIN;
          case "A" -> Firing.ALWAYS;
          case "R" -> Firing.REPLICA;
          case "D" -> Firing.DISABLED;
          default -> throw new IllegalStateException("unknown pg_trigger.tgenabled");
        });
  }

  /**
   * Webhooks made by triggers keep their tokens in the arguments: a hash stands for them.
   *
   * @param hash of the arguments; null if there are none
   */
  private static String withoutArguments(String definition, @Nullable String hash) {
    if (hash == null) {
      return definition;
    }
    // A condition with the same words makes us hide more, never less.
    int call = definition.indexOf(CALL);
    return definition.substring(0, definition.indexOf('(', call) + 1) + "SHA-256 " + hash + ")";
  }

  private static Policy policy(ResultSet row) throws SQLException {
    List<String> roles = Arrays.asList((String[]) row.getArray(5).getArray());
    return new Policy(
        row.getString(2),
        row.getBoolean(3),
        switch (row.getString(4)) {
          case "r" -> "SELECT";
          case "a" -> "INSERT";
          case "w" -> "UPDATE";
          case "d" -> "DELETE";
          default -> "ALL";
        },
        roles.stream().sorted().toList(),
        Optional.ofNullable(row.getString(6)),
        Optional.ofNullable(row.getString(7)));
  }
}
