package dev.plumbline.drift;

import static dev.plumbline.drift.Json.object;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import dev.plumbline.snapshot.Snapshot.SystemField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * One thing that somebody did to a schema.
 *
 * @param subject text of what it was done to
 */
record Mutation(String subject, String what, Snapshot result) {

  static Mutation random(Snapshot snapshot, Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> removeCollection(snapshot, pick(snapshot.collections(), random));
      case 1 -> removeField(snapshot, pick(snapshot.fields(), random));
      case 2 -> removeRelation(snapshot, pick(snapshot.relations(), random));
      case 3 -> removeSystemField(snapshot, pick(snapshot.systemFields(), random));
      case 4 -> collectionMeta(snapshot, pick(snapshot.collections(), random), random);
      case 5, 6 -> field(snapshot, pick(snapshot.fields(), random), random);
      case 7, 8 -> relation(snapshot, pick(snapshot.relations(), random), random);
      default -> type(snapshot, pick(snapshot.fields(), random));
    };
  }

  private static Mutation removeCollection(Snapshot snapshot, Collection gone) {
    String name = gone.collection();
    return new Mutation(
        name,
        "removed",
        new Snapshot(
            without(snapshot.collections(), gone),
            snapshot.fields().stream().filter(f -> !f.collection().equals(name)).toList(),
            snapshot.systemFields(),
            snapshot.relations().stream().filter(r -> !r.collection().equals(name)).toList()));
  }

  private static Mutation removeField(Snapshot snapshot, Field gone) {
    return new Mutation(
        gone.collection() + "." + gone.field(),
        "removed",
        new Snapshot(
            snapshot.collections(),
            without(snapshot.fields(), gone),
            snapshot.systemFields(),
            snapshot.relations().stream()
                .filter(
                    r ->
                        !r.collection().equals(gone.collection())
                            || !r.field().equals(gone.field()))
                .toList()));
  }

  private static Mutation removeRelation(Snapshot snapshot, Relation gone) {
    return new Mutation(
        gone.collection() + "." + gone.field(),
        "relation removed",
        relations(snapshot, without(snapshot.relations(), gone)));
  }

  private static Mutation removeSystemField(Snapshot snapshot, SystemField gone) {
    return new Mutation(
        gone.collection() + "." + gone.field(),
        "index removed",
        new Snapshot(
            snapshot.collections(),
            snapshot.fields(),
            without(snapshot.systemFields(), gone),
            snapshot.relations()));
  }

  private static Mutation collectionMeta(Snapshot snapshot, Collection old, Random random) {
    JsonObject meta = (JsonObject) old.meta();
    String key = pick(List.copyOf(meta.members().keySet()), random);
    Collection changed =
        new Collection(old.collection(), meta.with(key, other(meta.get(key))), old.schema());
    return new Mutation(
        old.collection(),
        "meta." + key,
        new Snapshot(
            replaced(snapshot.collections(), old, changed),
            snapshot.fields(),
            snapshot.systemFields(),
            snapshot.relations()));
  }

  private static Mutation field(Snapshot snapshot, Field old, Random random) {
    JsonObject meta = (JsonObject) old.meta();
    boolean isMeta = old.schema().isEmpty() || random.nextBoolean();
    JsonObject object = isMeta ? meta : old.schema().get();
    String key = pick(List.copyOf(object.members().keySet()), random);
    UnaryOperator<JsonValue> change =
        key.equals("options") ? value -> otherOptions(value, random) : Mutation::other;
    JsonObject after = object.with(key, change.apply(object.get(key)));
    return new Mutation(
        old.collection() + "." + old.field(),
        (isMeta ? "meta." : "schema.") + key,
        fields(
            snapshot,
            old,
            new Field(
                old.collection(),
                old.field(),
                old.type(),
                isMeta ? after : meta,
                isMeta ? old.schema() : Optional.of(after))));
  }

  private static Mutation type(Snapshot snapshot, Field old) {
    return new Mutation(
        old.collection() + "." + old.field(),
        "type",
        fields(
            snapshot,
            old,
            new Field(old.collection(), old.field(), old.type() + "X", old.meta(), old.schema())));
  }

  private static Mutation relation(Snapshot snapshot, Relation old, Random random) {
    JsonObject meta = (JsonObject) old.meta();
    Relation changed;
    String what;
    if (old.schema().isPresent() && random.nextInt(8) == 0) {
      what = "schema removed";
      changed =
          new Relation(
              old.collection(), old.field(), old.relatedCollection(), meta, Optional.empty());
    } else if (random.nextInt(8) == 0) {
      what = "related_collection";
      changed =
          new Relation(old.collection(), old.field(), Optional.of("other"), meta, old.schema());
    } else if (old.schema().isPresent() && random.nextBoolean()) {
      JsonObject schema = old.schema().get();
      String key = pick(List.copyOf(schema.members().keySet()), random);
      what = "schema." + key;
      changed =
          new Relation(
              old.collection(),
              old.field(),
              old.relatedCollection(),
              meta,
              Optional.of(schema.with(key, other(schema.get(key)))));
    } else {
      String key = pick(List.copyOf(meta.members().keySet()), random);
      what = "meta." + key;
      changed =
          new Relation(
              old.collection(),
              old.field(),
              old.relatedCollection(),
              meta.with(key, other(meta.get(key))),
              old.schema());
    }
    return new Mutation(
        old.collection() + "." + old.field(),
        what,
        relations(snapshot, replaced(snapshot.relations(), old, changed)));
  }

  private static JsonValue otherOptions(JsonValue value, Random random) {
    JsonObject options = value instanceof JsonObject object ? object : JsonObject.EMPTY;
    return switch (random.nextInt(4)) {
      case 0 -> options.with("choices", object("{'x': 1}"));
      case 1 -> options.with("choices", object("{'c': [{'text': 'B', 'value': 'b'}]}").get("c"));
      case 2 -> options.with("icon", JsonNull.NULL);
      default ->
          value.isNull() ? options.with("trim", JsonValue.of(false)) : options.without("trim");
    };
  }

  /** A value that is not this one. */
  private static JsonValue other(JsonValue value) {
    return switch (value) {
      case JsonNull ignored -> JsonValue.of("other");
      case JsonBoolean(boolean flag) -> JsonValue.of(!flag);
      case JsonNumber(double number) -> JsonValue.of(number + 1);
      case JsonString(String text) -> JsonValue.of(text + "x");
      case JsonArray(List<JsonValue> items) -> {
        List<JsonValue> more = new ArrayList<>(items);
        more.add(JsonValue.of("other"));
        yield new JsonArray(more);
      }
      case JsonObject object -> object.with("other", JsonValue.of(true));
    };
  }

  private static Snapshot fields(Snapshot snapshot, Field old, Field changed) {
    return new Snapshot(
        snapshot.collections(),
        replaced(snapshot.fields(), old, changed),
        snapshot.systemFields(),
        snapshot.relations());
  }

  private static Snapshot relations(Snapshot snapshot, List<Relation> relations) {
    return new Snapshot(
        snapshot.collections(), snapshot.fields(), snapshot.systemFields(), relations);
  }

  private static <T> List<T> without(List<T> list, T gone) {
    return list.stream().filter(one -> !one.equals(gone)).toList();
  }

  private static <T> List<T> replaced(List<T> list, T old, T changed) {
    return list.stream().map(one -> one.equals(old) ? changed : one).toList();
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
