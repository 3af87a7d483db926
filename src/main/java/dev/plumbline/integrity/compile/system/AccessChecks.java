package dev.plumbline.integrity.compile.system;

import dev.plumbline.integrity.Check.Duplicates;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import java.util.List;

/** Permissions and presets. */
final class AccessChecks {
  private static final String PERMISSIONS = "directus_permissions";
  private static final String PRESETS = "directus_presets";
  private static final String COLLECTION = "collection";

  private final ExistingSystemTables tables;
  private final CheckCollector into;

  AccessChecks(ExistingSystemTables tables, CheckCollector into) {
    this.tables = tables;
    this.into = into;
  }

  void compile() {
    CheckId permissions =
        ExistingSystemTables.id(
            SystemCheck.PERMISSION_OF_MISSING_COLLECTION, PERMISSIONS, COLLECTION);
    if (tables.have(permissions, PERMISSIONS, COLLECTION)) {
      tables.rows(permissions, tables.isNoCollection(tables.operand(PERMISSIONS, COLLECTION)));
    }
    CheckId duplicates =
        ExistingSystemTables.id(SystemCheck.DUPLICATE_PERMISSION, PERMISSIONS, "action");
    if (tables.have(duplicates, PERMISSIONS, "policy", COLLECTION, "action")) {
      into.add(
          new Duplicates(
              duplicates,
              PERMISSIONS,
              tables.key(PERMISSIONS),
              List.of("policy", COLLECTION, "action")));
    }
    CheckId presets =
        ExistingSystemTables.id(SystemCheck.PRESET_OF_MISSING_COLLECTION, PRESETS, COLLECTION);
    if (tables.have(presets, PRESETS, COLLECTION)) {
      tables.rows(presets, tables.isNoCollection(tables.operand(PRESETS, COLLECTION)));
    }
  }
}
