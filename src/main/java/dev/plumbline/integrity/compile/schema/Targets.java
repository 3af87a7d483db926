package dev.plumbline.integrity.compile.schema;

import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.Check.Target;
import dev.plumbline.integrity.Condition.Form;
import java.util.Optional;

/** Tables whose rows are named by collection and item. */
public final class Targets {
  private Targets() {}

  /**
   * @param item what holds the key: a text can hold any key that has one written form
   * @return empty if the table has no such key
   */
  public static Optional<Target> of(CheckInputs inputs, String collection, ColumnKind item) {
    Optional<Table> table = inputs.table(collection).filter(t -> t.primaryKey().size() == 1);
    if (table.isEmpty()) {
      return Optional.empty();
    }
    String key = table.get().primaryKey().getFirst();
    return inputs
        .column(collection, key)
        .map(column -> inputs.kind(column.type()))
        .filter(kind -> item.isText() ? isWritten(kind) : item.isComparableWith(kind))
        .map(kind -> new Target(collection, collection, key, kind.type()));
  }

  /** What a text must look like to be a key of it; empty if any text may be one. */
  public static Optional<Form> form(CheckInputs inputs, Target target) {
    ColumnKind kind = inputs.kind(target.keyType());
    if (kind.isInteger()) {
      return Optional.of(Form.INTEGER);
    }
    return kind.type().name().equals("uuid") ? Optional.of(Form.UUID) : Optional.empty();
  }

  private static boolean isWritten(ColumnKind kind) {
    return kind.isText() || kind.isInteger() || kind.type().name().equals("uuid");
  }
}
