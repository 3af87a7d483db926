package dev.plumbline.postgres.scan.sql.condition;

import dev.plumbline.postgres.session.Identifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A part of a statement. The same fragment can be run, with its values bound and every name quoted,
 * and be shown, with its values in place and only those names quoted that must be.
 */
public record SqlFragment(List<Part> parts) {
  public static final SqlFragment NOTHING = new SqlFragment(List.of());

  public SqlFragment {
    parts = List.copyOf(parts);
  }

  sealed interface Part {}

  private record Text(String sql) implements Part {}

  private record Name(Identifier identifier) implements Part {}

  /** Of a type as PostgreSQL writes it; empty if the server finds it. */
  private record Value(String value, String type) implements Part {
    String cast() {
      return type.isEmpty() ? "" : "::" + type;
    }
  }

  /** SQL as we wrote it; never with a name or value of somebody else. */
  public static SqlFragment of(String sql) {
    return new SqlFragment(List.of(new Text(sql)));
  }

  public static SqlFragment name(String name) {
    return new SqlFragment(List.of(new Name(new Identifier(name))));
  }

  /** A column of the rows that are called so. */
  public static SqlFragment column(String rows, String column) {
    return new SqlFragment(List.of(new Text(rows + "."), new Name(new Identifier(column))));
  }

  public static SqlFragment table(Identifier schema, String table) {
    return new SqlFragment(
        List.of(new Name(schema), new Text("."), new Name(new Identifier(table))));
  }

  /**
   * @param type as PostgreSQL writes it, never somebody's text
   */
  public static SqlFragment value(String value, String type) {
    return new SqlFragment(List.of(new Value(value, type)));
  }

  public static SqlFragment text(String value) {
    return value(value, "text");
  }

  /** A literal whose type PostgreSQL takes from what it is compared with. */
  public static SqlFragment literal(String value) {
    return new SqlFragment(List.of(new Value(value, "")));
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
        case Name name -> sql.append(name.identifier().sql());
        case Value value -> sql.append('?').append(value.cast());
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
        case Name ignored -> {}
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
        case Name name -> sql.append(name.identifier().readable());
        // A literal without a type is a text wherever a text is compared or passed.
        case Value value ->
            sql.append(quoted(value.value()))
                .append(value.type().equals("text") ? "" : value.cast());
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
