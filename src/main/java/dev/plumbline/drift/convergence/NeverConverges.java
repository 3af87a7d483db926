package dev.plumbline.drift.convergence;

import dev.plumbline.drift.differ.value.Convergence;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import java.util.Optional;

/**
 * Why Directus's {@code POST /schema/apply} can never make something as the source has it; empty if
 * it can. For whoever decides what is sent to it.
 */
public final class NeverConverges {
  private NeverConverges() {}

  /** Of a field that is to be created, without its relation. */
  public static Optional<String> created(Field source) {
    return Convergence.field(source, Optional.empty());
  }

  /** Of a column that is to get the type of this one. */
  public static Optional<String> column(Field source) {
    return Convergence.column(source);
  }

  /** Of a column that is to get the default of this one. */
  public static Optional<String> defaultValue(Field source) {
    JsonValue value = source.schema().orElse(JsonObject.EMPTY).get("default_value");
    return Convergence.defaultValue(value);
  }

  /** Of a column that is to be generated like this one. */
  public static Optional<String> generated(Field source) {
    return Convergence.generated(source);
  }

  /** Of a field that is to get the flags of this one. */
  public static Optional<String> special(Field source) {
    return Convergence.special(source);
  }

  public static Optional<String> relation(Relation source) {
    return Convergence.relation(source);
  }

  /** Of a foreign key that a field has and no relation. */
  public static String foreignKeyOfField() {
    return Convergence.FOREIGN_KEY_OF_FIELD;
  }

  /** Of the column of a key that numbers itself. */
  public static String numberedKey() {
    return Convergence.NUMBERS_ITSELF;
  }

  /** Of a foreign key that is to get another name. */
  public static String constraintName() {
    return Convergence.CONSTRAINT_NAME;
  }
}
