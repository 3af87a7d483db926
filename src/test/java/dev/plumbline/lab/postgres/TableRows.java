package dev.plumbline.lab.postgres;

import java.util.SortedMap;
import java.util.TreeMap;

/** What is in each table of a database, whatever the order of its rows and columns. */
public final class TableRows {
  private TableRows() {}

  /** By name, a hash over all rows; {@code jsonb} sorts the columns. */
  public static SortedMap<String, String> of(Sql database) {
    SortedMap<String, String> tables = new TreeMap<>();
    String names =
        database.value(
            "SELECT string_agg(quote_ident(relname), E'\\n' ORDER BY relname) FROM pg_class"
                + " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
    for (String table : names.split("\n", -1)) {
      tables.put(
          table,
          database.value(
              "SELECT count(*) || ' rows ' || coalesce(md5(string_agg(h, '' ORDER BY h)), '')"
                  + " FROM (SELECT md5(to_jsonb(t)::text) AS h FROM ONLY "
                  + table
                  + " t) AS hashes"));
    }
    return tables;
  }
}
