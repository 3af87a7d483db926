package dev.plumbline.drift;

import static dev.plumbline.drift.Json.json;
import static dev.plumbline.drift.Json.object;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Content models that could be anybody's, the same for the same seed. */
final class RandomSnapshot {
  private final Random random;
  private final List<Collection> collections = new ArrayList<>();
  private final List<Field> fields = new ArrayList<>();
  private final List<Relation> relations = new ArrayList<>();
  private final List<String> types = new ArrayList<>();

  private RandomSnapshot(Random random) {
    this.random = random;
    DirectusDefaults.columnTypes().forEach(types::add);
  }

  static Snapshot of(long seed) {
    return new RandomSnapshot(new Random(seed)).make();
  }

  /** The same content in another order of its arrays. */
  static Snapshot shuffled(Snapshot snapshot, Random random) {
    return new Snapshot(
        shuffled(snapshot.collections(), random),
        shuffled(snapshot.fields(), random),
        shuffled(snapshot.systemFields(), random),
        shuffled(snapshot.relations(), random));
  }

  /** A model of a given size, without chance. */
  static Snapshot large(int collections, int fields) {
    RandomSnapshot model = new RandomSnapshot(new Random(1));
    for (int c = 0; c < collections; c++) {
      String name = "collection_" + c;
      model.collections.add(DirectusDefaults.collection(name, JsonObject.EMPTY));
      model.fields.add(DirectusDefaults.id(name));
      for (int f = 1; f < fields; f++) {
        String type = model.types.get(f % model.types.size());
        model.fields.add(
            DirectusDefaults.field(name, "field_" + f, type, JsonObject.EMPTY, JsonObject.EMPTY));
      }
      model.manyToOne(name, "parent_" + c, "collection_" + c / 2);
    }
    return new Snapshot(model.collections, model.fields, List.of(), model.relations);
  }

  private Snapshot make() {
    int tables = 3 + random.nextInt(4);
    collections.add(DirectusDefaults.folder("folder", JsonObject.EMPTY));
    for (int c = 0; c < tables; c++) {
      String name = "table" + c;
      collections.add(
          DirectusDefaults.collection(
              name, object("{'sort': " + c + ", 'group': 'folder', 'note': 'Table " + c + "'}")));
      fields.add(DirectusDefaults.id(name));
      int count = 2 + random.nextInt(5);
      for (int f = 0; f < count; f++) {
        fields.add(column(name, "field" + f));
      }
      if (random.nextBoolean()) {
        fields.add(DirectusDefaults.alias(name, "divider", "no-data", JsonObject.EMPTY));
      }
      if (random.nextBoolean()) {
        manyToOne(name, "parent", "table" + random.nextInt(tables));
      }
    }
    toAny(tables);
    return new Snapshot(
        collections,
        fields,
        List.of(
            DirectusDefaults.systemField("directus_activity", "timestamp"),
            DirectusDefaults.systemField("directus_revisions", "parent")),
        relations);
  }

  private Field column(String collection, String name) {
    JsonObject options =
        random.nextBoolean()
            ? JsonObject.EMPTY
            : object("{'options': {'trim': true, 'choices': [{'text': 'A', 'value': 'a'}]}}");
    JsonObject schema =
        object("{'is_nullable': " + random.nextBoolean() + "}")
            .with("default_value", random.nextBoolean() ? json("null") : json("'a'"));
    return DirectusDefaults.field(
        collection, name, types.get(random.nextInt(types.size())), options, schema);
  }

  private void manyToOne(String from, String field, String to) {
    fields.add(
        DirectusDefaults.field(
            from,
            field,
            "integer",
            object("{'special': ['m2o']}"),
            object("{'foreign_key_column': 'id'}").with("foreign_key_table", JsonValue.of(to))));
    String alias = "all_" + from + "_" + field;
    fields.add(DirectusDefaults.alias(to, alias, "o2m", JsonObject.EMPTY));
    relations.add(
        DirectusDefaults.relation(
            from,
            field,
            to,
            JsonObject.EMPTY.with("one_field", JsonValue.of(alias)),
            JsonObject.EMPTY));
  }

  private void toAny(int tables) {
    fields.add(
        DirectusDefaults.field("table0", "item", "string", JsonObject.EMPTY, JsonObject.EMPTY));
    fields.add(
        DirectusDefaults.field(
            "table0", "collection", "string", JsonObject.EMPTY, JsonObject.EMPTY));
    relations.add(
        DirectusDefaults.toAny(
            "table0",
            "item",
            object("{'one_allowed_collections': ['table1', 'table" + (tables - 1) + "']}")));
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, random);
    return copy;
  }
}
