package dev.plumbline.integrity.compile.own;

import dev.plumbline.integrity.Check.Duplicates;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.compile.ground.Compiled;
import java.util.List;

/** Permissions and presets. */
final class AccessChecks {
  private static final String PERMISSIONS = "directus_permissions";
  private static final String PRESETS = "directus_presets";
  private static final String COLLECTION = "collection";

  private final OwnTables tables;
  private final Compiled into;

  AccessChecks(OwnTables tables, Compiled into) {
    this.tables = tables;
    this.into = into;
  }

  void compile() {
    CheckId permissions =
        OwnTables.id(CheckCode.PERMISSION_OF_MISSING_COLLECTION, PERMISSIONS, COLLECTION);
    if (tables.have(permissions, PERMISSIONS, COLLECTION)) {
      tables.rows(permissions, tables.isNoCollection(tables.operand(PERMISSIONS, COLLECTION)));
    }
    CheckId duplicates = OwnTables.id(CheckCode.DUPLICATE_PERMISSION, PERMISSIONS, "action");
    if (tables.have(duplicates, PERMISSIONS, "policy", COLLECTION, "action")) {
      into.add(
          new Duplicates(
              duplicates,
              PERMISSIONS,
              tables.key(PERMISSIONS),
              List.of("policy", COLLECTION, "action")));
    }
    CheckId presets = OwnTables.id(CheckCode.PRESET_OF_MISSING_COLLECTION, PRESETS, COLLECTION);
    if (tables.have(presets, PRESETS, COLLECTION)) {
      tables.rows(presets, tables.isNoCollection(tables.operand(PRESETS, COLLECTION)));
    }
  }
}
