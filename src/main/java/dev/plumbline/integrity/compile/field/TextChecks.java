package dev.plumbline.integrity.compile.field;

import dev.plumbline.integrity.Condition.Form;
import dev.plumbline.integrity.Condition.Garbled;
import dev.plumbline.integrity.Condition.Malformed;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.integrity.compile.schema.FieldColumn;
import dev.plumbline.model.system.SystemTables;
import java.util.List;
import java.util.Set;

/** Text that is not what Directus's type says, and text that was garbled on its way. */
final class TextChecks {
  private static final Set<String> READ_BY_PEOPLE = Set.of("string", "text", "csv");

  private TextChecks() {}

  static void compile(CheckInputs inputs, FieldColumn field, CheckCollector into) {
    if (!field.kind().isText()) {
      return;
    }
    switch (field.type()) {
      case "uuid" ->
          into.add(
              field.rows(FieldCheck.MALFORMED_UUID, new Malformed(field.operand(), Form.UUID)));
      case "json" ->
          into.add(
              field.rows(FieldCheck.MALFORMED_JSON, new Malformed(field.operand(), Form.JSON)));
      default -> {
        if (READ_BY_PEOPLE.contains(field.type())
            && !inputs.isRelation(field)
            && isOfPeople(field)) {
          into.add(field.rows(FieldCheck.MOJIBAKE, new Garbled(field.operand())));
        }
      }
    }
  }

  private static boolean isOfPeople(FieldColumn field) {
    List<String> special = field.special();
    return !SystemTables.contains(field.collection())
        && !special.contains("hash")
        && !special.contains("conceal")
        && !special.contains("encrypt")
        && !field.isGenerated();
  }
}
