package dev.plumbline.jdbc.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Verdict;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.severity.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VerdictFormTest {
  private static final String WHERE = "the comparison a-to-b";

  @Test
  void storedFormStaysReadable() {
    // Written by form 1; whoever changes the form must still read this.
    String stored =
        """
        {"form":1,"state":"drifted","drift":{"changes":[{"kind":"changed","code":"field_removed",\
        "subject":{"of":"field","collection":"articles","field":"title"},"severity":"high",\
        "path":"meta.note","before":null,"after":"x","message":"m","neverConverges":null}],\
        "ignored":[],"renames":[],"remarks":[]}}""";

    assertThat(VerdictForm.read(stored, WHERE))
        .isEqualTo(
            new Verdict.Drifted(
                new Drift(
                    List.of(
                        new Change.Changed(
                            ChangeCode.FIELD_REMOVED,
                            new Subject.OfField("articles", "title"),
                            Severity.HIGH,
                            "meta.note",
                            JsonNull.NULL,
                            JsonValue.of("x"),
                            "m",
                            Optional.empty())),
                    List.of(),
                    List.of(),
                    List.of(),
                    false)));
  }

  @Test
  void secondStoredFormStaysReadable() {
    // Written by form 2; whoever changes the form must still read this.
    String stored =
        """
        {"form":2,"state":"drifted","drift":{"changes":[{"kind":"removed","code":"index_removed",\
        "subject":{"of":"object","object":{"kind":"index","table":"articles","name":"articles_odd"}},\
        "severity":"low","before":"x","message":"m","neverConverges":"n"}],\
        "ignored":[],"renames":[],"remarks":[],"catalogCompared":true}}""";

    assertThat(VerdictForm.read(stored, WHERE))
        .isEqualTo(
            new Verdict.Drifted(
                new Drift(
                    List.of(
                        new Change.Removed(
                            ChangeCode.INDEX_REMOVED,
                            new Subject.OfObject(
                                new ObjectId(ObjectKind.INDEX, "articles", "articles_odd")),
                            Severity.LOW,
                            JsonValue.of("x"),
                            "m",
                            Optional.of("n"))),
                    List.of(),
                    List.of(),
                    List.of(),
                    true)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"form\":3,\"state\":\"in_sync\"}",
        "{\"form\":0,\"state\":\"unknown\",\"reason\":\"\"}",
        "{\"form\":2,\"state\":\"in_sync\",\"drift\":{\"changes\":[],\"ignored\":[],"
            + "\"renames\":[],\"remarks\":[]}}",
        "{\"form\":1}",
        "{\"form\":1,\"state\":\"in_sync\"}",
        "{\"form\":1,\"state\":\"in_sync\",\"drift\":{}}",
        "{\"form\":1,\"state\":\"fine\",\"drift\":{}}",
        "{\"form\":1,\"state\":\"unknown\",\"reason\":null}",
        "{\"form\":1,\"state\":\"in_sync\",\"drift\":{\"changes\":[{\"kind\":\"added\"}],"
            + "\"ignored\":[],\"renames\":[],\"remarks\":[]}}"
      })
  void whatCannotBeReadIsAnErrorThatNamesIt(String stored) {
    assertThatThrownBy(() -> VerdictForm.read(stored, WHERE))
        .isInstanceOf(StoredFormException.class)
        .hasMessageContaining(WHERE);
  }

  @Test
  void changesAreNeverReadAsInSync() {
    String stored =
        """
        {"form":2,"state":"in_sync","drift":{"changes":[{"kind":"added","code":"index_added",\
        "subject":{"of":"environment"},"severity":"low","after":"x","message":"m",\
        "neverConverges":null}],"ignored":[],"renames":[],"remarks":[],"catalogCompared":true}}""";

    assertThatThrownBy(() -> VerdictForm.read(stored, WHERE))
        .isInstanceOf(StoredFormException.class)
        .hasMessageContaining("in_sync");
  }
}
