package dev.plumbline.run.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.step.Step;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.testkit.SamplePlans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the item of a collection has, and which collections have none. */
class CanaryItemsTest {
  private static final String TEXT = "created by run 7 of Plumbline";
  private static final String SERIAL =
      "{\"is_primary_key\": true, \"has_auto_increment\": true, \"is_nullable\": false}";

  private final List<Snapshot.Field> fields = new ArrayList<>();
  private final List<Snapshot.Relation> relations = new ArrayList<>();
  private JsonObject meta = json("{\"accountability\": \"all\", \"singleton\": false}");
  private Optional<JsonObject> table = Optional.of(json("{\"name\": \"events\"}"));

  private static JsonObject json(String text) {
    return (JsonObject) JsonText.read(text);
  }

  private CanaryItemsTest field(String name, String type, String schema) {
    return field(name, type, schema, "{}");
  }

  private CanaryItemsTest field(String name, String type, String schema, String ofField) {
    fields.add(new Snapshot.Field("events", name, type, json(ofField), Optional.of(json(schema))));
    return this;
  }

  private CanaryItems planned(String... created) {
    Plan.Contents sample =
        SamplePlans.plan(SamplePlans.proposal(new UUID(1, 0), "ada", Instant.EPOCH), Instant.EPOCH)
            .contents();
    List<Step> steps = new ArrayList<>();
    for (String collection : created) {
      steps.add(
          new Step(
              Step.Action.CREATE,
              collection,
              "create",
              List.of(new Step.Proof("collection", collection, "", JsonValue.of(true)))));
    }
    return CanaryItems.of(
        new Plan.Contents(
            sample.proposal(),
            sample.payload(),
            steps,
            List.of(),
            List.of(),
            List.of(),
            sample.reverse()),
        new Snapshot(
            List.of(
                new Snapshot.Collection("events", meta, table),
                new Snapshot.Collection("old", meta, table)),
            fields,
            List.of(),
            relations),
        TEXT);
  }

  private CanaryItem item() {
    CanaryItems planned = planned("events");
    assertThat(planned.leftOut()).isEmpty();
    assertThat(planned.items()).hasSize(1);
    return planned.items().getFirst();
  }

  private String leftOut() {
    CanaryItems planned = planned("events");
    assertThat(planned.items()).isEmpty();
    assertThat(planned.leftOut()).hasSize(1);
    return planned.leftOut().getFirst();
  }

  @Test
  void onlyWhatIsRequiredAndOneFieldToChangeIsSent() {
    field("id", "integer", SERIAL)
        .field("count", "integer", "{\"is_nullable\": true}")
        .field("day", "date", "{\"is_nullable\": false}")
        .field("made", "integer", "{\"is_nullable\": false, \"default_value\": 5}")
        .field("sum", "integer", "{\"is_nullable\": false, \"is_generated\": true}")
        .field("title", "string", "{\"is_nullable\": true, \"max_length\": 12}")
        .field(
            "when", "timestamp", "{\"is_nullable\": false}", "{\"special\": [\"date-created\"]}");

    CanaryItem item = item();

    assertThat(CanonicalJson.write(item.values()))
        .isEqualTo("{\"day\":\"2001-02-03\",\"title\":\"created by r\"}");
    assertThat(item.keyField()).isEqualTo("id");
    assertThat(CanonicalJson.write(item.changed()))
        .isEqualTo("{\"day\":\"2001-02-03\",\"title\":\"changed: cre\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "string, '{}', created by run 7 of Plumbline",
    "text, '{}', created by run 7 of Plumbline",
    "integer, '{}', 1",
    "bigInteger, '{}', 1",
    "float, '{}', 1",
    "decimal, '{\"numeric_precision\": 10, \"numeric_scale\": 5}', 1",
    "boolean, '{}', false",
    "date, '{}', 2001-02-03",
    "time, '{}', 03:04:05",
    "dateTime, '{}', 2001-02-03T04:05:06",
    "timestamp, '{}', 2001-02-03T04:05:06Z",
    "json, '{}', '{\"item\":\"created by run 7 of Plumbline\"}'",
    "csv, '{}', '[\"created\"]'",
    "uuid, '{}', made from the text"
  })
  void eachTypeHasAValueAndAnother(String type, String schema, String value) {
    field("id", "integer", SERIAL)
        .field(
            "a", type, CanonicalJson.write(json(schema).with("is_nullable", JsonValue.of(false))));

    CanaryItem item = item();

    JsonValue sent = item.values().get("a");
    if (type.equals("uuid")) {
      assertThat(sent.textOr("")).hasSize(36).isEqualTo(CanaryValues.uuid(TEXT));
    } else {
      assertThat(sent.textOr(CanonicalJson.write(sent))).isEqualTo(value);
    }
    assertThat(item.change().orElseThrow().value()).isNotEqualTo(sent);
    assertThat(CanaryItem.different(item.values(), item.values())).isEmpty();
    assertThat(CanaryItem.different(item.values(), item.changed())).containsExactly("a");
  }

  @Test
  void keysThatNobodyMakesAreSent() {
    field("id", "uuid", "{\"is_primary_key\": true, \"is_nullable\": false}");
    CanaryItem item = item();
    assertThat(item.values().get("id")).isEqualTo(JsonValue.of(CanaryValues.uuid(TEXT)));
    assertThat(item.change()).as("there is nothing to change").isEmpty();

    fields.clear();
    field("id", "uuid", "{\"is_primary_key\": true}", "{\"special\": [\"uuid\"]}");
    assertThat(item().values()).isEqualTo(JsonObject.EMPTY);

    fields.clear();
    field("code", "string", "{\"is_primary_key\": true, \"max_length\": 255}");
    assertThat(item().values().get("code")).isEqualTo(JsonValue.of(TEXT));
  }

  @Test
  void whatIsNotStoredAsSentIsNotChanged() {
    field("id", "integer", SERIAL)
        .field("author", "uuid", "{\"foreign_key_table\": \"authors\"}")
        .field("by", "string", "{}", "{\"special\": [\"user-created\"]}")
        .field("item", "string", "{}")
        .field("kind", "string", "{}")
        .field("secret", "string", "{}", "{\"special\": [\"conceal\"]}")
        .field("shape", "geometry.Point", "{}")
        .field("yes", "boolean", "{}");
    relations.add(
        new Snapshot.Relation(
            "events",
            "item",
            Optional.empty(),
            JsonValue.object(Map.of("one_collection_field", JsonValue.of("kind"))),
            Optional.empty()));

    assertThat(item().change().orElseThrow().field()).isEqualTo("yes");
  }

  @Test
  void collectionsWithoutAnItemSayWhy() {
    field("id", "integer", "{\"is_primary_key\": true, \"is_nullable\": false}");
    assertThat(leftOut())
        .isEqualTo(
            "no item was created in `events`: its field `id` is required, and nobody makes its values");

    fields.clear();
    field("name", "string", "{}");
    assertThat(leftOut()).endsWith("it has no primary key of one field");

    fields.clear();
    field("id", "integer", SERIAL)
        .field("author", "uuid", "{\"is_nullable\": false, \"foreign_key_table\": \"authors\"}");
    assertThat(leftOut()).endsWith("`author` is required, and it must reference another item");

    fields.clear();
    field("id", "integer", SERIAL).field("shape", "geometry.Point", "{\"is_nullable\": false}");
    assertThat(leftOut()).endsWith("there is no value of type geometry.Point for it");

    fields.clear();
    field("id", "integer", SERIAL)
        .field(
            "part",
            "decimal",
            "{\"is_nullable\": false, \"numeric_precision\": 3, \"numeric_scale\": 3}");
    assertThat(leftOut()).endsWith("there is no value of type decimal for it");

    fields.clear();
    field("id", "integer", SERIAL)
        .field("pin", "string", "{\"is_nullable\": false}", "{\"special\": [\"conceal\"]}");
    assertThat(leftOut())
        .endsWith("`pin` is required, and Directus does not store it as it is sent");

    fields.clear();
    field("id", "integer", SERIAL)
        .field("name", "string", "{}", "{\"validation\": {\"_and\": []}}");
    assertThat(leftOut()).endsWith("`name` has a validation, so nobody knows what it accepts");

    fields.clear();
    field("id", "integer", SERIAL);
    meta = json("{\"accountability\": \"all\", \"singleton\": true}");
    assertThat(leftOut()).endsWith("it is a singleton");

    meta = json("{\"accountability\": null}");
    assertThat(leftOut()).contains("Directus does not record who changes its items");
  }

  @Test
  void foldersAndWhatThePlanDidNotCreateHaveNone() {
    field("id", "integer", SERIAL);
    assertThat(planned().items()).isEmpty();
    assertThat(planned("elsewhere").leftOut()).isEmpty();

    table = Optional.empty();
    assertThat(planned("events").items()).isEmpty();
    assertThat(planned("events").leftOut()).isEmpty();
  }

  @Test
  void directusWritesSomeValuesItsWay() {
    JsonObject sent =
        json(
            "{\"n\": 1, \"t\": \"2001-02-03T04:05:06Z\", \"c\": \"ab\", \"b\": false, \"e\": \"2001-02-03\"}");

    assertThat(
            CanaryItem.different(
                sent,
                json(
                    "{\"n\": \"1.00000\", \"t\": \"2001-02-03T04:05:06.000Z\", \"c\": \"ab   \", \"b\": false, \"e\": \"2001-02-03\", \"more\": 1}")))
        .isEmpty();
    assertThat(
            CanaryItem.different(
                sent,
                json(
                    "{\"n\": \"2\", \"t\": \"2001-02-03T05:05:06.000Z\", \"c\": \"abc\", \"b\": null, \"e\": \"2001-02-02\"}")))
        .containsExactly("b", "c", "e", "n", "t");
    assertThat(CanaryItem.different(json("{\"n\": 1}"), json("{\"n\": \"one\"}")))
        .containsExactly("n");
    assertThat(CanaryItem.different(sent, JsonObject.EMPTY)).hasSize(5);
  }
}
