package dev.plumbline.run.rehearsal;

import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.system.SystemTables;
import dev.plumbline.payload.DiffItem;
import dev.plumbline.payload.DiffItem.Entry;
import dev.plumbline.payload.Entities;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.payload.Section;
import dev.plumbline.run.rehearsal.TableChange.AddColumn;
import dev.plumbline.run.rehearsal.TableChange.AddForeignKey;
import dev.plumbline.run.rehearsal.TableChange.ConvertColumn;
import dev.plumbline.run.rehearsal.TableChange.CreateIndex;
import dev.plumbline.run.rehearsal.TableChange.CreateTable;
import dev.plumbline.run.rehearsal.TableChange.DropColumn;
import dev.plumbline.run.rehearsal.TableChange.DropTable;
import dev.plumbline.run.rehearsal.TableChange.ForbidNull;
import dev.plumbline.run.rehearsal.TableChange.MakeUnique;
import dev.plumbline.run.rehearsal.TableChange.NewColumn;
import dev.plumbline.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads what Directus does from what it is sent: it creates collections, drops collections, then
 * goes through the fields, the indexes of system fields and the relations (facts 1.5). Whenever
 * anything of a column changes, it alters all of it; whenever anything of a relation with a foreign
 * key changes, it creates that anew.
 *
 * <p>Indexes and constraints that are dropped are left out, because no row can prevent it.
 */
final class TableChanges {
  private static final String SCHEMA = "schema";

  /** A snapshot has only the system fields that are indexed. */
  private static final JsonObject INDEXABLE = JsonObject.EMPTY.with(SCHEMA, JsonObject.EMPTY);

  private final SchemaDiff payload;
  private final Map<ItemKey, JsonObject> target;
  private final Set<String> created = new HashSet<>();

  /** Columns that are created without a value. */
  private final Set<ItemKey> empty = new HashSet<>();

  private final List<TableChange> changes = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();
  private boolean isNeeded;

  TableChanges(SchemaDiff payload, Snapshot target) {
    this.payload = payload;
    this.target = Entities.of(target);
  }

  Rehearsal rehearsal() {
    of(Section.COLLECTIONS).forEach(item -> creation(item).ifPresent(any -> createTable(item)));
    of(Section.COLLECTIONS)
        .filter(item -> dropped(item).filter(one -> one.has(SCHEMA)).isPresent())
        .forEach(item -> changes.add(new DropTable(item.key().collection())));
    of(Section.FIELDS)
        .filter(item -> !created.contains(item.key().collection()))
        .forEach(this::field);
    of(Section.SYSTEM_FIELDS)
        .filter(item -> is(item.appliedTo(INDEXABLE).object(SCHEMA), "is_indexed"))
        .forEach(item -> changes.add(new CreateIndex(item.key().collection(), item.key().field())));
    // A table without rows keeps every foreign key.
    of(Section.RELATIONS)
        .filter(item -> !created.contains(item.key().collection()))
        .forEach(this::relation);
    return new Rehearsal(changes, isNeeded, unknown);
  }

  private Stream<DiffItem> of(Section section) {
    return payload.items().stream().filter(item -> item.key().section() == section);
  }

  private static Optional<JsonObject> creation(DiffItem item) {
    return whole(item, "N").flatMap(entry -> object(entry.after()));
  }

  private static Optional<JsonObject> dropped(DiffItem item) {
    return whole(item, "D").flatMap(entry -> object(entry.before()));
  }

  private static Optional<Entry> whole(DiffItem item, String kind) {
    return item.entries().stream()
        .findFirst()
        .filter(entry -> entry.kind().equals(kind) && entry.path().isEmpty());
  }

  private static Optional<JsonObject> object(JsonValue value) {
    return value instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  private void createTable(DiffItem item) {
    String table = item.key().collection();
    created.add(table);
    if (creation(item).filter(one -> one.has(SCHEMA)).isEmpty()) {
      return;
    }
    List<NewColumn> columns = new ArrayList<>();
    Optional<String> key = Optional.empty();
    for (DiffItem field : of(Section.FIELDS).toList()) {
      if (field.key().collection().equals(table)) {
        JsonObject after = creation(field).orElse(JsonObject.EMPTY);
        Optional<NewColumn> column = column(field.key(), after);
        column.ifPresent(columns::add);
        if (column.isPresent() && is(after.object(SCHEMA), "is_primary_key")) {
          key = Optional.of(field.key().field());
        }
      }
    }
    changes.add(new CreateTable(table, columns, key));
  }

  private static Optional<NewColumn> column(ItemKey key, JsonObject field) {
    JsonObject schema = field.object(SCHEMA);
    return ColumnForm.of(field)
        .filter(form -> field.has(SCHEMA))
        .map(
            form ->
                new NewColumn(key.field(), form, schema.get("default_value"), forbidsNull(schema)));
  }

  private void field(DiffItem item) {
    Optional<JsonObject> after = creation(item);
    if (after.isPresent()) {
      add(item.key(), after.get());
    } else if (dropped(item).isPresent()) {
      dropped(item)
          .filter(before -> before.has(SCHEMA))
          .ifPresent(
              before -> changes.add(new DropColumn(item.key().collection(), item.key().field())));
    } else if (item.entries().stream().anyMatch(TableChanges::isOfColumn)) {
      Optional.ofNullable(target.get(item.key()))
          .filter(before -> before.has(SCHEMA))
          .ifPresent(before -> alter(item.key(), before, item.appliedTo(before)));
    }
  }

  private static boolean isOfColumn(Entry entry) {
    String property = entry.property();
    return property.equals("type") || property.startsWith(SCHEMA);
  }

  private void add(ItemKey key, JsonObject after) {
    JsonObject schema = after.object(SCHEMA);
    if (!after.has(SCHEMA)) {
      return;
    }
    Optional<NewColumn> column = column(key, after);
    // One that numbers itself, Directus makes the primary key.
    if (column.isEmpty() || is(schema, "has_auto_increment")) {
      unknown.add(key.text());
      return;
    }
    changes.add(new AddColumn(key.collection(), column.get()));
    if (column.get().value().isNull()) {
      empty.add(key);
    }
    isNeeded |= column.get().isRequired() || !empty.contains(key);
    constraints(key, JsonObject.EMPTY, schema, Optional.of(column.get().form()));
  }

  private void alter(ItemKey key, JsonObject before, JsonObject after) {
    JsonObject schema = after.object(SCHEMA);
    Optional<ColumnForm> form = ColumnForm.of(after);
    isNeeded = true;
    if (form.isPresent()) {
      String from = before.object(SCHEMA).get("data_type").textOr("");
      changes.add(new ConvertColumn(key.collection(), key.field(), from, form.get()));
    } else {
      unknown.add(key.text());
    }
    if (forbidsNull(schema)) {
      changes.add(new ForbidNull(key.collection(), key.field()));
    }
    constraints(key, before.object(SCHEMA), schema, form);
  }

  private void constraints(
      ItemKey key, JsonObject before, JsonObject after, Optional<ColumnForm> form) {
    if (is(after, "is_unique") && !is(before, "is_unique")) {
      changes.add(new MakeUnique(key.collection(), key.field(), form));
    }
    if (is(after, "is_indexed") && !is(before, "is_indexed")) {
      changes.add(new CreateIndex(key.collection(), key.field()));
    }
  }

  private void relation(DiffItem item) {
    ItemKey key = item.key();
    Optional<JsonObject> after = creation(item);
    // Without a foreign key, only the metadata of a relation is changed (Directus 12).
    Optional<JsonObject> relation =
        after.or(
            () ->
                Optional.ofNullable(target.get(key))
                    .filter(before -> dropped(item).isEmpty() && before.has(SCHEMA))
                    .map(item::appliedTo));
    JsonValue related =
        (after.isPresent() ? after.get() : target.getOrDefault(key, JsonObject.EMPTY))
            .get("related_collection");
    if (relation.isEmpty() || related.textOr("").isEmpty()) {
      return;
    }
    JsonObject schema = relation.get().object(SCHEMA);
    changes.add(
        new AddForeignKey(
            key.collection(),
            key.field(),
            related.textOr(""),
            keyOf(related.textOr("")),
            text(schema, "on_update"),
            text(schema, "on_delete")));
    isNeeded |= !empty.contains(ItemKey.ofField(key.collection(), key.field()));
  }

  private Optional<String> keyOf(String collection) {
    if (created.contains(collection)) {
      return Optional.empty();
    }
    return SystemTables.contains(collection)
        ? Optional.of("id")
        : target.entrySet().stream()
            .filter(one -> one.getKey().section() == Section.FIELDS)
            .filter(one -> one.getKey().collection().equals(collection))
            .filter(one -> is(one.getValue().object(SCHEMA), "is_primary_key"))
            .map(one -> one.getKey().field())
            .findFirst();
  }

  private static boolean forbidsNull(JsonObject schema) {
    return schema.get("is_nullable").equals(JsonBoolean.FALSE);
  }

  private static boolean is(JsonObject schema, String flag) {
    return schema.get(flag).equals(JsonBoolean.TRUE);
  }

  private static Optional<String> text(JsonObject json, String key) {
    return Optional.of(json.get(key).textOr("")).filter(text -> !text.isEmpty());
  }
}
