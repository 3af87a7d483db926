package dev.plumbline.drift;

import static dev.plumbline.drift.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.environment.Versions;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Positions, and values that are empty. */
class OrderTest {
  @Test
  void oneMoreMovesNothingElse() {
    assertThat(changes(collections("new 1", "a 2", "b 3"), collections("a 1", "b 2")))
        .containsExactly("info collection_added new ");
  }

  @Test
  void anotherOrderIsOneChange() {
    assertThat(changes(collections("b 1", "a 2", "c 3"), collections("a 1", "b 2", "c 3")))
        .containsExactly("info collection_sort_changed  meta.sort");
    assertThat(
            Differ.diff(
                    side(collections("b 1", "a 2", "c 3")), side(collections("a 1", "b 2", "c 3")))
                .changes())
        .extracting(Change::message)
        .containsExactly("order of 2 collections: a, b, c in the target, b, a, c in the source");
  }

  @Test
  void orderWithinAFormIsOneChangeOfItsCollection() {
    assertThat(changes(fields("b 1", "a 2"), fields("a 1", "b 2")))
        .containsExactly("info field_sort_changed pages meta.sort");
    assertThat(changes(fields("a 3", "b 7"), fields("a 1", "b 2"))).isEmpty();
  }

  @Test
  void anotherPositionOfOneIsItsOwn() {
    assertThat(changes(collections("a 9", "b 2"), collections("a 1", "b 2")))
        .containsExactly("info collection_sort_changed a meta.sort");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          options                 | {} | same
          display_options         | {} | same
          translations            | [] | same
          conditions              | [] | same
          validation              | {} | same
          validation_message      | '' | same
          note                    | '' | same
          special                 | [] | other
          one_allowed_collections | [] | other
          width                   | '' | other
          """)
  void emptyIsNullWhereDirectusTakesItForThat(String key, String empty, String meaning) {
    Snapshot source = field(object("{'%s': %s}".formatted(key, empty)));
    Snapshot target = field(object("{'%s': null}".formatted(key)));
    Snapshot absent = field(JsonObject.EMPTY);

    assertThat(changes(source, target).isEmpty()).isEqualTo(meaning.equals("same"));
    assertThat(Fingerprint.of(source).equals(Fingerprint.of(target)))
        .isEqualTo(meaning.equals("same"));
    assertThat(Fingerprint.of(source).equals(Fingerprint.of(absent)))
        .isEqualTo(meaning.equals("same"));
  }

  private static Snapshot field(JsonObject meta) {
    return new Snapshot(
        List.of(),
        List.of(new Field("pages", "title", "string", meta, Optional.empty())),
        List.of(),
        List.of());
  }

  private static Snapshot collections(String... positions) {
    return new Snapshot(
        Stream.of(positions)
            .map(position -> position.split(" ", 2))
            .map(
                position ->
                    new Collection(
                        position[0],
                        object("{'sort': %s}".formatted(position[1])),
                        Optional.empty()))
            .toList(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Snapshot fields(String... positions) {
    return new Snapshot(
        List.of(),
        Stream.of(positions)
            .map(position -> position.split(" ", 2))
            .map(
                position ->
                    new Field(
                        "pages",
                        position[0],
                        "string",
                        object("{'sort': %s}".formatted(position[1])),
                        Optional.empty()))
            .toList(),
        List.of(),
        List.of());
  }

  private static Side side(Snapshot snapshot) {
    return new Side(snapshot, Versions.UNKNOWN);
  }

  private static List<String> changes(Snapshot source, Snapshot target) {
    return Differ.diff(side(source), side(target)).changes().stream()
        .map(
            change ->
                "%s %s %s %s"
                    .formatted(
                        change.severity().label(),
                        change.code().label(),
                        change.subject().text(),
                        change.path()))
        .toList();
  }
}
