package dev.plumbline.integrity.compile.field;

import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.FieldColumn;
import dev.plumbline.integrity.compile.schema.SchemaIndex;
import dev.plumbline.model.RelationRow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every check that fields ask for. */
public final class FieldChecks {
  private FieldChecks() {}

  public static void compile(SchemaIndex index, CheckCollector into) {
    Set<List<String>> relations = new HashSet<>();
    for (RelationRow row : index.relations()) {
      relations.add(List.of(row.collection(), row.field()));
    }
    for (FieldColumn field : index.fields()) {
      boolean relation = relations.contains(List.of(field.collection(), field.name()));
      boolean emptyIsReported = RequiredChecks.compile(index, field, relation, into);
      ChoiceChecks.compile(index, field, emptyIsReported, into);
      ValidationChecks.compile(field, emptyIsReported, into);
      TextChecks.compile(field, relation, into);
      ConcealedChecks.compile(index, field, into);
    }
    ConcealedChecks.ofDirectus(index, into);
  }
}
