package dev.plumbline.drift.differ;

import dev.plumbline.schema.Snapshot.Field;
import dev.plumbline.schema.Snapshot.Relation;
import dev.plumbline.schema.Snapshot.SystemField;

/** The name of a field, and of the relation whose many side it is. */
record Place(String collection, String field) {
  static Place of(Field field) {
    return new Place(field.collection(), field.field());
  }

  static Place of(SystemField field) {
    return new Place(field.collection(), field.field());
  }

  static Place of(Relation relation) {
    return new Place(relation.collection(), relation.field());
  }
}
