package dev.plumbline.integrity.compile.system;

import dev.plumbline.integrity.Check.MissingNames;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.path.FieldGraph;
import dev.plumbline.path.reference.RowPart;
import dev.plumbline.path.reference.RowPart.Form;
import dev.plumbline.path.reference.RowReferences;
import java.util.List;
import java.util.Optional;

/** Names of fields that Directus wrote into its own tables. */
final class FieldNameChecks {
  private final CheckInputs inputs;
  private final ExistingSystemTables tables;
  private final CheckCollector into;

  FieldNameChecks(CheckInputs inputs, ExistingSystemTables tables, CheckCollector into) {
    this.inputs = inputs;
    this.tables = tables;
    this.into = into;
  }

  void compile() {
    FieldGraph graph = inputs.graph();
    for (RowReferences references : RowReferences.values()) {
      CheckId id = id(references);
      if (isWritten(references) && hasParts(id, references)) {
        List<String> key = tables.key(references.table());
        if (key.size() == 1) {
          into.add(new MissingNames(id, key, references, graph));
        } else {
          into.uncheckable(
              id, "The table %s has no primary key of one column.".formatted(references.table()));
        }
      }
    }
  }

  private static CheckId id(RowReferences references) {
    return switch (references) {
      case PRESETS -> id(references, SystemCheck.PRESET_OF_MISSING_FIELD, Optional.empty());
      case PANELS -> id(references, SystemCheck.PANEL_OF_MISSING_FIELD, Optional.of("options"));
      case OPERATIONS ->
          id(references, SystemCheck.OPERATION_OF_MISSING_FIELD, Optional.of("options"));
      case PERMISSION_FIELDS ->
          id(references, SystemCheck.PERMISSION_OF_MISSING_FIELD, Optional.of("fields"));
      case PERMISSION_RULES ->
          id(references, SystemCheck.PERMISSION_RULE_OF_MISSING_FIELD, Optional.empty());
      case PERMISSION_PRESETS ->
          id(references, SystemCheck.PERMISSION_PRESET_OF_MISSING_FIELD, Optional.of("presets"));
      case VERSIONS -> id(references, SystemCheck.VERSION_OF_MISSING_FIELD, Optional.of("delta"));
    };
  }

  private static CheckId id(RowReferences references, CheckCode code, Optional<String> field) {
    return new CheckId(code, references.table(), field, "");
  }

  /** Before it had this column, Directus wrote drafts into revisions. */
  private boolean isWritten(RowReferences references) {
    return references != RowReferences.VERSIONS
        || inputs.table(references.table()).isEmpty()
        || inputs.column(references.table(), "delta").isPresent();
  }

  private boolean hasParts(CheckId id, RowReferences references) {
    String table = references.table();
    if (!tables.have(
        id,
        table,
        references.parts().stream().map(RowPart::column).distinct().toArray(String[]::new))) {
      return false;
    }
    for (RowPart part : references.parts()) {
      boolean json =
          inputs.kind(inputs.column(table, part.column()).orElseThrow().type()).category()
              == Category.JSON;
      if (part.form() != Form.TEXT && !json) {
        into.uncheckable(
            id, "The column %s of the table %s is not JSON.".formatted(part.column(), table));
        return false;
      }
    }
    return true;
  }
}
