package dev.plumbline.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots as JSON, and their fingerprints. */
class SnapshotTest {
  private static final String TEXT =
      """
      {"version": 1, "directus": "12.4.0", "vendor": "postgres",
       "collections": [
         {"collection": "articles", "meta": {"note": null}, "schema": {"name": "articles"}},
         {"collection": "folder", "meta": {"note": "a"}}],
       "fields": [
         {"collection": "articles", "field": "id", "type": "integer", "meta": null,
          "schema": {"name": "id", "default_value": null}},
         {"collection": "articles", "field": "line", "type": "alias", "meta": {}}],
       "systemFields": [
         {"collection": "directus_activity", "field": "timestamp", "schema": {"is_indexed": true}}],
       "relations": [
         {"collection": "blocks", "field": "item", "related_collection": null, "meta": {}},
         {"collection": "articles", "field": "author", "related_collection": "authors",
          "meta": {}, "schema": {"on_delete": "SET NULL"}}]}
      """;

  @Test
  void whatDirectusWroteIsWrittenAsItWas() {
    JsonValue json = JsonText.read(TEXT);

    assertThat(SnapshotJson.of(SnapshotJson.read(json), "12.4.0")).isEqualTo(json);
  }

  @Test
  void snapshotOfBeforeSystemFieldsIsRead() {
    JsonValue json = JsonText.read("{\"collections\":[],\"fields\":[],\"relations\":[]}");

    assertThat(SnapshotJson.read(json).systemFields()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "null", "{}", "{\"collections\":{},\"fields\":[],\"relations\":[]}"})
  void whatIsNoSnapshotIsRefused(String text) {
    JsonValue json = JsonText.read(text);

    assertThatThrownBy(() -> SnapshotJson.read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("snapshot");
  }

  @Test
  void refusalNamesThePlace() {
    JsonValue json =
        JsonText.read("{\"collections\":[{\"collection\":7}],\"fields\":[],\"relations\":[]}");

    assertThatThrownBy(() -> SnapshotJson.read(json))
        .hasMessage("snapshot.collections[0].collection is not a string");
  }

  @ParameterizedTest(name = "{0} becomes {1}: another fingerprint")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"note\": null        | \"note\": \"x\"",
        "\"note\": null        | \"other\": null",
        "\"meta\": null        | \"meta\": {}",
        "\"SET NULL\"          | \"CASCADE\"",
        "\"is_indexed\": true  | \"is_indexed\": false",
        "\"type\": \"alias\"   | \"type\": \"unknown\"",
        "\"default_value\": null | \"default_value\": 0"
      })
  void whatIsNotTheSameHasAnotherFingerprint(String from, String to) {
    assertThat(TEXT).contains(from);
    assertThat(fingerprint(TEXT.replace(from, to))).isNotEqualTo(fingerprint(TEXT));
  }

  @Test
  void versionOfDirectusIsNotPartOfTheFingerprint() {
    assertThat(fingerprint(TEXT.replace("12.4.0", "11.17.4"))).isEqualTo(fingerprint(TEXT));
  }

  @Test
  void emptyNoteIsNoNote() {
    assertThat(fingerprint(TEXT.replace("\"note\": null", "\"note\": \"\"")))
        .isEqualTo(fingerprint(TEXT));
  }

  @Test
  void fingerprintStaysTheSameFromReleaseToRelease() {
    assertThat(fingerprint(TEXT).hex())
        .isEqualTo("ae76571ee2aaa55c00b36aefb329aa2342fa0292f5fbca07d92e82a796ec3852");
  }

  private static Fingerprint fingerprint(String text) {
    return Fingerprint.of(SnapshotJson.read(JsonText.read(text)));
  }
}
