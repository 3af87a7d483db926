package dev.plumbline.integrity.compile.own;

import dev.plumbline.integrity.Check.CheckId;
import dev.plumbline.integrity.Check.Duplicates;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.Condition.UnknownName;
import dev.plumbline.integrity.compile.ground.Compiled;
import dev.plumbline.integrity.compile.ground.Ground;
import dev.plumbline.schema.Catalog.Table;
import dev.plumbline.schema.Snapshot.Field;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Permissions and presets. */
final class AccessChecks {
  private static final String PERMISSIONS = "directus_permissions";
  private static final String PRESETS = "directus_presets";
  private static final String COLLECTION = "collection";
  private static final String FIELDS = "fields";

  private final Ground ground;
  private final OwnTables tables;
  private final Compiled into;

  AccessChecks(Ground ground, OwnTables tables, Compiled into) {
    this.ground = ground;
    this.tables = tables;
    this.into = into;
  }

  void compile() {
    CheckId permissions =
        OwnTables.id(CheckCode.PERMISSION_OF_MISSING_COLLECTION, PERMISSIONS, COLLECTION);
    if (tables.have(permissions, PERMISSIONS, COLLECTION)) {
      tables.rows(permissions, tables.isNoCollection(tables.operand(PERMISSIONS, COLLECTION)));
    }
    CheckId fields = OwnTables.id(CheckCode.PERMISSION_OF_MISSING_FIELD, PERMISSIONS, FIELDS);
    if (tables.have(fields, PERMISSIONS, COLLECTION, FIELDS)) {
      tables.rows(
          fields,
          new UnknownName(
              tables.operand(PERMISSIONS, FIELDS),
              tables.operand(PERMISSIONS, COLLECTION),
              fields()));
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

  /**
   * Columns and aliases of each collection. Directus's own are left out: it has aliases there that
   * it writes down nowhere in its database.
   */
  private SortedMap<String, SortedSet<String>> fields() {
    SortedMap<String, SortedSet<String>> fields = new TreeMap<>();
    for (Table table : ground.tables()) {
      // With another key Directus does not know the fields of the table.
      if (!Ground.isOwn(table.name()) && table.primaryKey().size() == 1) {
        SortedSet<String> names = new TreeSet<>();
        table.columns().forEach(column -> names.add(column.name()));
        fields.put(table.name(), names);
      }
    }
    for (Field field : ground.snapshot().fields()) {
      SortedSet<String> names = fields.get(field.collection());
      if (names != null) {
        names.add(field.field());
      }
    }
    return fields;
  }
}
