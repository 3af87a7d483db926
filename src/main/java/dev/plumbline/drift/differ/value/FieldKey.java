package dev.plumbline.drift.differ.value;

import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import dev.plumbline.snapshot.Snapshot.SystemField;

/** The name of a field, and of the relation whose many side it is. */
public record FieldKey(String collection, String field) {
  public static FieldKey of(Field field) {
    return new FieldKey(field.collection(), field.field());
  }

  public static FieldKey of(SystemField field) {
    return new FieldKey(field.collection(), field.field());
  }

  public static FieldKey of(Relation relation) {
    return new FieldKey(relation.collection(), relation.field());
  }
}
