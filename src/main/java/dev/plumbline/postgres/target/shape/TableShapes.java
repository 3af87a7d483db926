package dev.plumbline.postgres.target.shape;

import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads which tables there are, and their columns. */
public final class TableShapes {
  private static final String TABLES =
      """
      SELECT c.relname, format('%I.%I', n.nspname, c.relname),
             c.relkind <> 'r' OR c.relispartition OR c.reloftype <> 0
               OR EXISTS (SELECT FROM pg_inherits h WHERE c.oid IN (h.inhrelid, h.inhparent)),
             CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED' ELSE '' END, quote_ident(m.amname),
             ARRAY (SELECT a.attname::text FROM pg_index i
                      JOIN pg_attribute a ON a.attrelid = i.indrelid
                     WHERE i.indrelid = c.oid AND i.indisprimary
                       AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
                     ORDER BY a.attname)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_am m ON m.oid = c.relam
       WHERE n.nspname = ? AND c.relname = ANY (?::text[])
         AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      """;

  private static final String COLUMNS =
      """
      SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
             CASE WHEN a.attcollation <> 0 AND a.attcollation <> y.typcollation
                  THEN format('COLLATE %I.%I', ln.nspname, l.collname) ELSE '' END,
             CASE WHEN a.attgenerated = '' THEN ''
                  ELSE format('GENERATED ALWAYS AS (%s) %s', pg_get_expr(d.adbin, d.adrelid),
                              CASE a.attgenerated WHEN 's' THEN 'STORED' ELSE 'VIRTUAL' END) END
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_type y ON y.oid = a.atttypid
        LEFT JOIN pg_collation l ON l.oid = a.attcollation
        LEFT JOIN pg_namespace ln ON ln.oid = l.collnamespace
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE n.nspname = ? AND c.relname = ANY (?::text[]) AND c.relkind = 'r'
       ORDER BY c.relname, a.attnum
      """;

  private TableShapes() {}

  /** Those of the tables that exist, by name. */
  public static SortedMap<String, TableShape> read(
      TargetTransaction session, String schema, Set<String> tables)
      throws StatementFailedException {
    String[] names = tables.toArray(String[]::new);
    Map<String, List<ColumnShape>> columns = new TreeMap<>();
    session.rows(
        "the columns",
        COLUMNS,
        row ->
            columns
                .computeIfAbsent(row.getString(1), any -> new ArrayList<>())
                .add(
                    new ColumnShape(
                        row.getString(2), row.getString(3), row.getString(4), row.getString(5))),
        schema,
        names);
    SortedMap<String, TableShape> shapes = new TreeMap<>();
    List<String> odd = new ArrayList<>();
    session.rows(
        "the tables",
        TABLES,
        row -> {
          if (row.getBoolean(3)) {
            return odd.add(row.getString(1));
          }
          shapes.put(
              row.getString(1),
              new TableShape(
                  row.getString(1),
                  row.getString(2),
                  row.getString(4),
                  row.getString(5),
                  columns.getOrDefault(row.getString(1), List.of()),
                  Arrays.asList((String[]) row.getArray(6).getArray())));
          return true;
        },
        schema,
        names);
    if (!odd.isEmpty()) {
      throw new StatementFailedException(
          "`%s` is a view, a foreign, partitioned, inherited or typed table, which cannot be rolled back"
              .formatted(odd.getFirst()));
    }
    return shapes;
  }
}
