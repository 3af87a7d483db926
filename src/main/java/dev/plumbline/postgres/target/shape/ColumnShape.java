package dev.plumbline.postgres.target.shape;

import dev.plumbline.postgres.session.Identifier;

/**
 * A column without what can be added to it later.
 *
 * @param type as SQL writes it, with modifier
 * @param collation {@code COLLATE …}, or empty if it is that of the type
 * @param generated {@code GENERATED ALWAYS AS …}, or empty
 */
public record ColumnShape(String name, String type, String collation, String generated) {
  public String sql() {
    return new Identifier(name).sql();
  }

  public boolean isGenerated() {
    return !generated.isEmpty();
  }

  /** Type and collation. */
  public String typeSql() {
    return collation.isEmpty() ? type : type + " " + collation;
  }

  /** As {@code CREATE TABLE} takes it. */
  public String definition() {
    return sql() + " " + typeSql() + (generated.isEmpty() ? "" : " " + generated);
  }
}
