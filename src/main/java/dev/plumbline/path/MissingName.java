package dev.plumbline.path;

/** A name that a field path uses and that the content model does not have. */
public sealed interface MissingName {
  /** A collection that exists has no such field. */
  record MissingField(String collection, String field) implements MissingName {}

  /** There is no such collection. */
  record MissingCollection(String collection) implements MissingName {}

  /** {@code collection.field} or {@code collection}. */
  default String text() {
    return switch (this) {
      case MissingField field -> field.collection() + "." + field.field();
      case MissingCollection collection -> collection.collection();
    };
  }
}
