package dev.plumbline.drift.objects;

import dev.plumbline.drift.Side;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.ReservedRows;
import dev.plumbline.model.system.SyncTools;
import dev.plumbline.model.system.SystemFields;
import dev.plumbline.model.system.SystemTables;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import dev.plumbline.snapshot.Snapshot.SystemField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What Directus's snapshot has as custom although it is Directus's own or that of a tool. It is a
 * mismatch of its environment; between environments nobody added or removed it.
 */
public final class ReservedSubjects {
  private final Side side;
  private final SystemFields own;

  private ReservedSubjects(Side side) {
    this.side = side;
    this.own = SystemFields.ofVersion(side.versions().directus().orElse(""));
  }

  /** The side without them. */
  public static Side leftOut(Side side) {
    Snapshot snapshot = side.snapshot();
    boolean isAffected =
        snapshot.collections().stream()
                .anyMatch(collection -> ReservedRows.isReserved(collection.collection()))
            || snapshot.fields().stream().anyMatch(field -> isOfPrefix(field.collection()))
            || snapshot.relations().stream().anyMatch(one -> isOfPrefix(one.collection()));
    return isAffected ? new ReservedSubjects(side).rest() : side;
  }

  private static boolean isOfPrefix(String table) {
    return table.startsWith(SystemTables.PREFIX);
  }

  private Side rest() {
    Snapshot snapshot = side.snapshot();
    List<Collection> collections =
        snapshot.collections().stream()
            .filter(collection -> !ReservedRows.isReserved(collection.collection()))
            .toList();
    List<Field> fields = new ArrayList<>(snapshot.fields().size());
    List<SystemField> systemFields = new ArrayList<>(snapshot.systemFields());
    for (Field field : snapshot.fields()) {
      if (!isReserved(field.collection(), field.field())) {
        fields.add(field);
      } else if (field.schema().filter(ReservedSubjects::isIndexed).isPresent()
          && SyncTools.ofTable(field.collection()).isEmpty()) {
        // Directus shows the index of a system field only while it has no row.
        systemFields.add(
            new SystemField(
                field.collection(),
                field.field(),
                JsonValue.object(Map.of("is_indexed", JsonValue.of(true)))));
      }
    }
    List<Relation> relations =
        snapshot.relations().stream()
            .filter(one -> !isReserved(one.collection(), one.field()))
            .toList();
    return new Side(
        new Snapshot(collections, fields, systemFields, relations),
        side.versions(),
        side.inventory());
  }

  private static boolean isIndexed(JsonObject schema) {
    return Objects.equals(schema.get("is_indexed"), JsonValue.of(true));
  }

  /** The inventory of a database says of each column whether it is Directus's own. */
  private boolean isReserved(String table, String field) {
    if (!isOfPrefix(table)) {
      return false;
    }
    return side.inventory()
        .map(inventory -> inventory.objects().get(new ObjectId(ObjectKind.COLUMN, table, field)))
        .filter(definition -> SyncTools.ofColumn(table, field).isEmpty())
        .map(definition -> definition.get("system").equals(JsonValue.of(true)))
        .orElseGet(() -> ReservedRows.isReserved(own, table, field));
  }
}
