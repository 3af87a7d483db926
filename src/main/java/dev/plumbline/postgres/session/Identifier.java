package dev.plumbline.postgres.session;

import java.util.Set;
import java.util.regex.Pattern;

/** The one place where names become part of SQL. */
public record Identifier(String name) {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  /**
   * Key words that cannot stand everywhere for a column or a table: all but the non-reserved ones
   * of PostgreSQL 18 (<a
   * href="https://www.postgresql.org/docs/current/sql-keywords-appendix.html">appendix C</a>).
   */
  private static final Set<String> KEY_WORDS =
      Set.of(
          """
          all analyse analyze and any array as asc asymmetric authorization between bigint binary
          bit boolean both case cast char character check coalesce collate collation column
          concurrently constraint create cross current_catalog current_date current_role
          current_schema current_time current_timestamp current_user dec decimal default deferrable
          desc distinct do else end except exists extract false fetch float for foreign freeze from
          full grant greatest group grouping having ilike in initially inner inout int integer
          intersect interval into is isnull join json json_array json_arrayagg json_exists
          json_object json_objectagg json_query json_scalar json_serialize json_table json_value
          lateral leading least left like limit localtime localtimestamp merge_action national
          natural nchar none normalize not notnull null nullif numeric offset on only or order out
          outer overlaps overlay placing position precision primary real references returning right
          row select session_user setof similar smallint some substring symmetric system_user table
          tablesample then time timestamp to trailing treat trim true union unique user using values
          varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement
          xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
          """
              .strip()
              .split("\\s+"));

  /**
   * @throws IllegalArgumentException if PostgreSQL could not have such a name
   */
  public Identifier {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a name in PostgreSQL has at least one character, none NUL");
    }
  }

  /** Quoted, so that any name is taken as it is: capitals, spaces, quotes, key words. */
  public String sql() {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** As a person writes it: quoted only where it must be. */
  public String readable() {
    return PLAIN.matcher(name).matches() && !KEY_WORDS.contains(name) ? name : sql();
  }

  /** A table of the schema that has this name. */
  public String table(String table) {
    return sql() + '.' + new Identifier(table).sql();
  }
}
