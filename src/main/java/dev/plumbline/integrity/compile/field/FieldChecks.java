package dev.plumbline.integrity.compile.field;

import dev.plumbline.integrity.compile.ground.Compiled;
import dev.plumbline.integrity.compile.ground.FieldGround;
import dev.plumbline.integrity.compile.ground.Ground;
import dev.plumbline.schema.rebuild.RelationRow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every check that fields ask for. */
public final class FieldChecks {
  private FieldChecks() {}

  public static void compile(Ground ground, Compiled into) {
    Set<List<String>> relations = new HashSet<>();
    for (RelationRow row : ground.relations()) {
      relations.add(List.of(row.collection(), row.field()));
    }
    for (FieldGround field : ground.fields()) {
      boolean relation = relations.contains(List.of(field.collection(), field.name()));
      boolean emptyIsTold = RequiredChecks.compile(ground, field, relation, into);
      ChoiceChecks.compile(ground, field, emptyIsTold, into);
      ValidationChecks.compile(field, emptyIsTold, into);
      TextChecks.compile(field, relation, into);
      ConcealedChecks.compile(ground, field, into);
    }
    ConcealedChecks.ofDirectus(ground, into);
  }
}
