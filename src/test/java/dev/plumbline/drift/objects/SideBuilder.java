package dev.plumbline.drift.objects;

import dev.plumbline.drift.Side;
import dev.plumbline.environment.Versions;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One side, thing by thing. */
public final class SideBuilder {
  private final List<Snapshot.Collection> collections = new ArrayList<>();
  private final List<Snapshot.Relation> relations = new ArrayList<>();
  private final List<Snapshot.Field> fields = new ArrayList<>();
  private final SortedMap<ObjectId, JsonObject> objects = new TreeMap<>();
  private String directus = "12.4.0";
  private Optional<String> postgres = Optional.empty();

  /** A table that Directus tracks, with these columns. */
  public SideBuilder tracks(String table, String... columns) {
    JsonObject name = JsonValue.object(Map.of("name", JsonValue.of(table)));
    collections.add(new Snapshot.Collection(table, JsonObject.EMPTY, Optional.of(name)));
    for (String column : columns) {
      fields.add(
          new Snapshot.Field(
              table,
              column,
              "string",
              JsonObject.EMPTY,
              Optional.of(
                  JsonObject.EMPTY
                      .with("name", JsonValue.of(column))
                      .with("data_type", JsonValue.of("text")))));
    }
    return this;
  }

  /** A collection without a table that Directus could read. */
  SideBuilder lists(String collection) {
    collections.add(new Snapshot.Collection(collection, JsonObject.EMPTY, Optional.empty()));
    return this;
  }

  boolean isListed(String collection) {
    return collections.stream().anyMatch(known -> known.collection().equals(collection));
  }

  /** A column with a foreign key that the snapshot shows. */
  SideBuilder relates(String table, String column) {
    relations.add(
        new Snapshot.Relation(
            table,
            column,
            Optional.of("tags"),
            JsonObject.EMPTY,
            Optional.of(JsonObject.EMPTY.with("column", JsonValue.of(column)))));
    return this;
  }

  /**
   * @param definition JSON
   */
  public SideBuilder has(ObjectKind kind, String table, String name, String definition) {
    objects.put(new ObjectId(kind, table, name), (JsonObject) JsonText.read(definition));
    return this;
  }

  SideBuilder runs(String version) {
    directus = version;
    return this;
  }

  /** A field with this default, as its snapshot has it. */
  public SideBuilder defaults(String table, String column, String expression) {
    fields.add(
        new Snapshot.Field(
            table,
            column,
            "timestamp",
            JsonObject.EMPTY,
            Optional.of(
                JsonObject.EMPTY
                    .with("name", JsonValue.of(column))
                    .with("data_type", JsonValue.of("timestamp without time zone"))
                    .with("default_value", JsonValue.of(expression)))));
    return this;
  }

  /**
   * @param version {@code server_version}
   */
  public SideBuilder on(String version) {
    postgres = Optional.of(version);
    return this;
  }

  public Side build() {
    return new Side(snapshot(), versions(), Optional.of(new Inventory(objects)));
  }

  Side withoutDatabase() {
    return new Side(snapshot(), versions());
  }

  private Snapshot snapshot() {
    return new Snapshot(collections, fields, List.of(), relations);
  }

  private Versions versions() {
    return new Versions(Optional.of(directus), postgres, List.of());
  }
}
