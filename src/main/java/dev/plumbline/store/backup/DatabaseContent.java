package dev.plumbline.store.backup;

import dev.plumbline.catalog.SqlName;
import dev.plumbline.snapshot.Fingerprint;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What one transaction saw of a whole database, small enough to be kept: two databases with equal
 * content have the same schema and the same rows.
 *
 * @param major version of the server; how it prints definitions differs by version
 * @param locale of the database
 * @param roles to which its objects belong or are granted
 * @param snapshot address of Directus's snapshot, as rebuilt from the database
 * @param objects SHA-256 of the definition of each object that a snapshot can't carry, by its kind
 *     and name
 * @param tables by name with schema, as SQL writes it; each table that {@code pg_dump} dumps with
 *     its rows
 * @param withoutRows likewise, the tables of which only the structure is dumped: whether they have
 *     rows, this does not say
 * @param sequences by name with schema, as SQL writes it
 */
public record DatabaseContent(
    int major,
    Locale locale,
    SortedSet<String> roles,
    Fingerprint snapshot,
    SortedMap<String, String> objects,
    SortedMap<String, Rows> tables,
    SortedSet<String> withoutRows,
    SortedMap<String, Position> sequences) {
  public DatabaseContent {
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    withoutRows = Collections.unmodifiableSortedSet(new TreeSet<>(withoutRows));
    sequences = Collections.unmodifiableSortedMap(new TreeMap<>(sequences));
  }

  /** Of a whole database. */
  public DatabaseContent(
      int major,
      Locale locale,
      SortedSet<String> roles,
      Fingerprint snapshot,
      SortedMap<String, String> objects,
      SortedMap<String, Rows> tables,
      SortedMap<String, Position> sequences) {
    this(major, locale, roles, snapshot, objects, tables, new TreeSet<>(), sequences);
  }

  /** Whether it lacks the rows of some tables. */
  public boolean isNarrowed() {
    return !withoutRows.isEmpty();
  }

  /**
   * Of the tables of one schema, those of which only the structure is dumped.
   *
   * @param schema as it is
   * @return their names, as they are, without schema
   */
  public SortedSet<String> withoutRows(String schema) {
    return withoutRows.stream()
        .flatMap(table -> SqlName.inSchema(table, schema).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The number of rows of all tables. */
  public long rows() {
    return tables.values().stream().mapToLong(Rows::count).sum();
  }

  /** Columns of {@code pg_database}. */
  public record Locale(String encoding, String collate, String ctype) {}

  /**
   * The rows of a table, in whatever order.
   *
   * @param hash sum of the SHA-256 of each row, modulo 2^256, in hexadecimal digits
   */
  public record Rows(long count, String hash) {}

  /**
   * The value that a sequence returned last. No snapshot holds it still: while a database is
   * dumped, it goes from one value to another.
   */
  public record Position(long from, long to) {}
}
