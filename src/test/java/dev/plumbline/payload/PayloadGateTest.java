package dev.plumbline.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.gate.PayloadGate;
import dev.plumbline.payload.gate.Refusal;
import dev.plumbline.payload.gate.Refusal.Code;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.SnapshotJson;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadGateTest {
  private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

  private static final String COLUMN =
      """
      "name": "title", "table": "t", "data_type": "character varying", "default_value": null,
      "max_length": 50, "numeric_precision": null, "numeric_scale": null, "is_nullable": true,
      "is_unique": false, "is_indexed": false, "is_primary_key": false,
      "has_auto_increment": false, "is_generated": false, "generation_expression": null,
      "foreign_key_table": null, "foreign_key_column": null
      """;

  private static final String KEY =
      COLUMN
          .replace("\"title\"", "\"id\"")
          .replace("\"character varying\"", "\"integer\"")
          .replace("50", "null")
          .replace("\"is_primary_key\": false", "\"is_primary_key\": true");

  private static final String FIELD =
      "{\"collection\": \"t\", \"field\": \"title\", \"type\": \"string\", \"meta\": {\"note\":"
          + " null}, \"schema\": {"
          + COLUMN
          + "}}";

  private static final Snapshot TARGET =
      SnapshotJson.read(
          JsonText.read(
              """
              {"collections": [
                 {"collection": "t", "meta": {"note": "x", "icon": null}, "schema": {"name": "t"}},
                 {"collection": "folder", "meta": {"note": null}}],
               "fields": [
                 {"collection": "t", "field": "id", "type": "integer", "meta": {"note": null},
                  "schema": {%s}},
                 %s,
                 {"collection": "t", "field": "list", "type": "alias", "meta": {"note": null}}],
               "systemFields": [
                 {"collection": "directus_users", "field": "email",
                  "schema": {"is_indexed": true}}],
               "relations": [
                 {"collection": "t", "field": "title", "related_collection": "t",
                  "meta": {"one_field": null}, "schema": {"constraint_name": "a"}}]}
              """
                  .formatted(KEY, FIELD)));

  static Stream<Arguments> harmful() {
    return Stream.of(
        refused(Code.DROP_WITH_PATH, "collections", "t", "", d("[\"meta\", \"note\"]")),
        refused(Code.DROP_WITH_PATH, "fields", "t", "title", d("[\"schema\", \"default_value\"]")),
        refused(Code.DROP_WITH_PATH, "relations", "t", "title", d("[\"schema\"]")),
        refused(Code.CREATE_WITH_PATH, "fields", "t", "title", n("[\"meta\", \"x\"]", "1")),
        // Not only the first one: Directus may read them in another order one day.
        refused(
            Code.DROP_WITH_PATH,
            "collections",
            "t",
            "",
            e("[\"meta\", \"icon\"]", "\"box\"") + ", " + d("[\"meta\", \"note\"]")),
        refused(Code.WHOLE_OBJECT, "fields", "t", "title", e("[\"schema\"]", "{}")),
        refused(Code.WHOLE_OBJECT, "fields", "t", "title", e("[]", "{}")),
        refused(Code.WHOLE_OBJECT, "collections", "t", "", e("[\"meta\"]", "null")),
        refused(Code.MISSING_KEY, "collections", "t", "", e("[\"meta\"]", "{\"note\": \"y\"}")),
        refused(Code.WHOLE_OBJECT, "fields", "t", "title", e("[\"collection\"]", "\"u\"")),
        refused(Code.MALFORMED, "fields", "t", "title", "{\"kind\": \"X\", \"path\": [\"meta\"]}"),
        refused(Code.MALFORMED, "fields", "t", "title", "{\"kind\": \"E\", \"path\": [\"type\"]}"),
        refused(Code.MALFORMED, "fields", "t", "title", ""),
        refused(
            Code.CONTRADICTION,
            "fields",
            "t",
            "title",
            "{\"kind\": \"D\", \"lhs\": {}}, " + e("[\"meta\", \"note\"]", "1")),
        refused(Code.SYSTEM_OBJECT, "collections", "directus_users", "", whole("D")),
        refused(Code.SYSTEM_OBJECT, "fields", "directus_users", "language", whole("D")),
        refused(Code.SYSTEM_OBJECT, "fields", "directus_users", "language", whole("N")),
        refused(Code.SYSTEM_OBJECT, "systemFields", "directus_users", "email", whole("D")),
        refused(
            Code.SYSTEM_OBJECT,
            "systemFields",
            "directus_users",
            "email",
            e("[\"schema\", \"data_type\"]", "\"text\"")),
        refused(Code.SYNC_TOOL, "collections", "directus_sync_id_map", "", whole("N")),
        refused(Code.MISSING_IN_TARGET, "fields", "t", "other", e("[\"meta\", \"note\"]", "1")),
        refused(Code.MISSING_IN_TARGET, "collections", "u", "", whole("D")),
        refused(Code.EXISTS_IN_TARGET, "fields", "t", "title", created(FIELD)),
        refused(
            Code.MISSING_KEY,
            "fields",
            "t",
            "new",
            created(
                FIELD
                    .replace("\"field\": \"title\"", "\"field\": \"new\"")
                    .replace("\"default_value\": null,", ""))),
        refused(Code.CONTRADICTION, "fields", "t", "new", created(FIELD)),
        refused(
            Code.NEVER_CONVERGES,
            "fields",
            "folder",
            "title",
            created(FIELD.replace("\"collection\": \"t\"", "\"collection\": \"folder\""))),
        refused(
            Code.PRIMARY_KEY,
            "collections",
            "u",
            "",
            created("{\"collection\": \"u\", \"meta\": {}, \"schema\": {\"name\": \"u\"}}")),
        refused(Code.PRIMARY_KEY, "fields", "t", "id", e("[\"type\"]", "\"uuid\"")),
        refused(Code.PRIMARY_KEY, "fields", "t", "id", whole("D")),
        refused(Code.COLUMN_AND_ALIAS, "fields", "t", "title", e("[\"type\"]", "\"alias\"")),
        refused(
            Code.NEVER_CONVERGES,
            "fields",
            "t",
            "title",
            e("[\"schema\", \"data_type\"]", "\"jsonb\"")),
        refused(
            Code.NEVER_CONVERGES,
            "fields",
            "t",
            "title",
            e("[\"schema\", \"is_generated\"]", "true")),
        refused(
            Code.NEVER_CONVERGES,
            "relations",
            "t",
            "title",
            e("[\"schema\", \"constraint_name\"]", "\"b\"")),
        refused(
            Code.NEVER_CONVERGES,
            "collections",
            "folder",
            "",
            e("[\"schema\"]", "{\"name\": \"folder\"}")));
  }

  @ParameterizedTest
  @MethodSource("harmful")
  void refusesWhatDirectusWouldCarryOutAsSomethingElse(Code code, String payload) {
    assertThat(refusals(payload)).extracting(Refusal::code).contains(code);
  }

  static List<String> harmless() {
    return List.of(
        payload("collections", item("t", "", e("[\"meta\", \"note\"]", "\"y\""))),
        payload(
            "collections", item("t", "", e("[\"meta\"]", "{\"note\": \"y\", \"icon\": \"box\"}"))),
        payload("collections", item("t", "", "{\"kind\": \"D\", \"lhs\": {}}")),
        payload("fields", item("t", "title", e("[\"schema\", \"max_length\"]", "100"))),
        payload("fields", item("t", "title", "{\"kind\": \"D\", \"lhs\": {}}")),
        payload(
            "fields",
            item("t", "new", created(FIELD.replace("\"field\": \"title\"", "\"field\": \"new\"")))),
        payload(
            "systemFields",
            item("directus_users", "email", e("[\"schema\", \"is_indexed\"]", "false"))));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void letsThroughWhatDirectusCarriesOutAsItSays(String payload) {
    assertThat(refusals(payload)).isEmpty();
  }

  @Test
  void columnMayBecomeAnAliasByADropAndACreationOfTheSameField() {
    String alias =
        "{\"collection\": \"t\", \"field\": \"title\", \"type\": \"alias\", \"meta\": {}}";

    assertThat(
            refusals(
                payload(
                    "fields",
                    item("t", "title", "{\"kind\": \"D\", \"lhs\": {}}")
                        + ", "
                        + item("t", "title", created(alias)))))
        .isEmpty();
  }

  @Test
  void refusesToDropARelationThatGoesWithItsCollection() {
    String relation = payload("relations", item("t", "title", whole("D")));

    assertThat(refusals(relation)).isEmpty();
    assertThat(
            refusals(
                relation.replace(
                    "\"collections\":[]", "\"collections\":[" + item("t", "", whole("D")) + "]")))
        .extracting(Refusal::code)
        .containsExactly(Code.CONTRADICTION);
  }

  @Test
  void refusesWhatIsNotAPayload() {
    for (String text :
        List.of(
            "[]",
            "{}",
            "{\"hash\": \"" + HASH + "\", \"diff\": {\"collections\": []}}",
            payload("collections", "1"),
            payload("collections", "{\"collection\": 5, \"diff\": []}"),
            payload("collections", "").replace(HASH, "short"),
            payload("collections", "").replace("\"fields\"", "\"flows\""))) {
      assertThat(refusals(text)).as(text).extracting(Refusal::code).contains(Code.MALFORMED);
    }
  }

  @Test
  void namesOfAllScriptsAreShownInOneLine() {
    List<Refusal> refusals =
        refusals(payload("fields", item("文\\n\\\"a", "б", d("[\"meta\", \"note\"]"))));

    assertThat(refusals).isNotEmpty();
    assertThat(refusals).allSatisfy(one -> assertThat(one.message()).doesNotContain("\n"));
  }

  private static List<Refusal> refusals(String payload) {
    return PayloadGate.refusals(JsonText.read(payload), TARGET, "12.4.0");
  }

  private static Arguments refused(
      Code code, String section, String collection, String field, String entries) {
    return Arguments.of(code, payload(section, item(collection, field, entries)));
  }

  private static String payload(String section, String items) {
    JsonValue none = JsonText.read("[]");
    JsonObject lists = JsonObject.EMPTY;
    for (Section each : Section.values()) {
      lists = lists.with(each.key(), none);
    }
    return "{\"hash\": \""
        + HASH
        + "\", \"diff\": "
        + CanonicalJson.write(lists)
            .replace("\"" + section + "\":[]", "\"" + section + "\":[" + items + "]")
        + "}";
  }

  private static String item(String collection, String field, String entries) {
    return "{\"collection\": \""
        + collection
        + "\""
        + (field.isEmpty() ? "" : ", \"field\": \"" + field + "\"")
        + ", \"diff\": ["
        + entries
        + "]}";
  }

  private static String d(String path) {
    return "{\"kind\": \"D\", \"path\": " + path + ", \"lhs\": null}";
  }

  private static String n(String path, String after) {
    return "{\"kind\": \"N\", \"path\": " + path + ", \"rhs\": " + after + "}";
  }

  private static String e(String path, String after) {
    return "{\"kind\": \"E\", \"path\": " + path + ", \"lhs\": null, \"rhs\": " + after + "}";
  }

  private static String created(String entity) {
    return "{\"kind\": \"N\", \"rhs\": " + entity + "}";
  }

  private static String whole(String kind) {
    return kind.equals("D") ? "{\"kind\": \"D\", \"lhs\": {}}" : created("{}");
  }
}
