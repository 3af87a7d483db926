package dev.plumbline.postgres.scan.sql;

import dev.plumbline.postgres.session.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A part of a statement. The same phrase can be run, with its values bound, and be shown, with its
 * values quoted, so that what a person pastes into {@code psql} is what was run.
 */
public record SqlFragment(List<Part> parts) {
  public static final SqlFragment NOTHING = new SqlFragment(List.of());

  public SqlFragment {
    parts = List.copyOf(parts);
  }

  sealed interface Part {}

  private record Text(String sql) implements Part {}

  private record Value(String value) implements Part {}

  /** SQL as we wrote it; never with a name or value of somebody else. */
  public static SqlFragment of(String sql) {
    return new SqlFragment(List.of(new Text(sql)));
  }

  public static SqlFragment name(String name) {
    return of(new Identifier(name).sql());
  }

  /** A column of the rows that are called so. */
  public static SqlFragment column(String rows, String column) {
    return of(rows + "." + new Identifier(column).sql());
  }

  public static SqlFragment table(Identifier schema, String table) {
    return of(schema.table(table));
  }

  /**
   * @param type as PostgreSQL writes it, never somebody's text
   */
  public static SqlFragment value(String value, String type) {
    return new SqlFragment(List.of(new Value(value), new Text("::" + type)));
  }

  public static SqlFragment text(String value) {
    return value(value, "text");
  }

  public static SqlFragment texts(Collection<String> values) {
    return value(array(values), "text[]");
  }

  public static SqlFragment join(String separator, Collection<SqlFragment> phrases) {
    List<Part> parts = new ArrayList<>();
    for (SqlFragment fragment : phrases) {
      if (!parts.isEmpty()) {
        parts.add(new Text(separator));
      }
      parts.addAll(fragment.parts());
    }
    return new SqlFragment(parts);
  }

  /** Replaces each <code>{}</code> of a pattern of our own by a phrase. */
  public static SqlFragment of(String pattern, SqlFragment... phrases) {
    String[] texts = pattern.split("\\{}", -1);
    if (texts.length != phrases.length + 1) {
      throw new IllegalArgumentException(pattern + " is not for " + phrases.length + " phrases");
    }
    List<Part> parts = new ArrayList<>();
    parts.add(new Text(texts[0]));
    for (int i = 0; i < phrases.length; i++) {
      parts.addAll(phrases[i].parts());
      parts.add(new Text(texts[i + 1]));
    }
    return new SqlFragment(parts);
  }

  /** With a question mark for each value. */
  public String bound() {
    StringBuilder sql = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Text text -> sql.append(text.sql());
        case Value ignored -> sql.append('?');
      }
    }
    return sql.toString();
  }

  /** In the order of their question marks. */
  public List<String> values() {
    List<String> values = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Text ignored -> {}
        case Value value -> values.add(value.value());
      }
    }
    return values;
  }

  /** Complete in itself. */
  public String shown() {
    StringBuilder sql = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Text text -> sql.append(text.sql());
        case Value value -> sql.append(quoted(value.value()));
      }
    }
    return sql.toString();
  }

  /** Whatever {@code standard_conforming_strings} is. */
  private static String quoted(String value) {
    String doubled = value.replace("'", "''");
    return doubled.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : " E'" + doubled.replace("\\", "\\\\") + "'";
  }

  private static String array(Collection<String> values) {
    StringBuilder array = new StringBuilder("{");
    for (String value : values) {
      if (array.length() > 1) {
        array.append(',');
      }
      array.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }
    return array.append('}').toString();
  }
}
