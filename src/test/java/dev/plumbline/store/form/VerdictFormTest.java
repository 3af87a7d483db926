package dev.plumbline.store.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.drift.Change;
import dev.plumbline.drift.ChangeCode;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.IgnoreRule;
import dev.plumbline.drift.RenameCandidate;
import dev.plumbline.drift.Subject;
import dev.plumbline.drift.Verdict;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.schema.JsonValue;
import dev.plumbline.schema.JsonValue.JsonArray;
import dev.plumbline.schema.JsonValue.JsonNull;
import dev.plumbline.schema.JsonValue.JsonObject;
import dev.plumbline.severity.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VerdictFormTest {
  private static final String WHERE = "the comparison a-to-b";
  private static final JsonValue VALUE =
      JsonObject.EMPTY
          .with("null", JsonNull.NULL)
          .with("list", JsonValue.array(JsonValue.of(1.5), JsonValue.of(true)))
          .with("half \ud800", JsonValue.of("nul \u0000 \u001a \"quoted\" \\ \u2028"));
  private static final IgnoreRule RULE =
      new IgnoreRule(
          "articles.*",
          Optional.of("meta.**"),
          Optional.of(ChangeCode.FIELD_REMOVED),
          "meant to be",
          Optional.of(Instant.parse("2026-03-01T12:00:00.123456789Z")));
  private static final IgnoreRule BARE =
      new IgnoreRule("**", Optional.empty(), Optional.empty(), "always", Optional.empty());

  static List<Subject> subjects() {
    return List.of(
        new Subject.OfEnvironment(),
        new Subject.OfCollection("articles"),
        new Subject.OfField("articles", "title"),
        new Subject.OfRelation("articles", "author"),
        new Subject.OfObject(new ObjectId(ObjectKind.POLICY, "articles", "own rows")),
        new Subject.OfObject(new ObjectId(ObjectKind.ROUTINE, "", "touch(integer, text)")));
  }

  static List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (Subject subject : subjects()) {
      for (Optional<String> never : List.of(Optional.<String>empty(), Optional.of("because"))) {
        changes.add(
            new Change.Added(
                ChangeCode.FIELD_ADDED, subject, Severity.LOW, VALUE, "It is new.", never));
        changes.add(
            new Change.Removed(
                ChangeCode.FIELD_REMOVED, subject, Severity.CRITICAL, VALUE, "It is old.", never));
        changes.add(
            new Change.Changed(
                ChangeCode.DIRECTUS_VERSION_CHANGED,
                subject,
                Severity.INFO,
                "meta.options",
                JsonNull.NULL,
                new JsonArray(List.of()),
                "It differs.",
                never));
      }
    }
    return changes;
  }

  static List<Verdict> verdicts() {
    List<Drift.Ignored> ignored =
        changes().stream().map(change -> new Drift.Ignored(change, RULE)).toList();
    List<RenameCandidate> renames =
        List.of(
            new RenameCandidate(
                subjects().get(1), subjects().get(2), List.of("same type", "same note")));
    List<Drift.RuleRemark> remarks =
        List.of(
            new Drift.RuleRemark(RULE, Drift.RuleRemark.Problem.EXPIRED),
            new Drift.RuleRemark(BARE, Drift.RuleRemark.Problem.UNUSED));
    return List.of(
        new Verdict.InSync(new Drift(List.of(), List.of(), List.of(), List.of(), true)),
        new Verdict.InSync(new Drift(List.of(), ignored, List.of(), remarks, false)),
        new Verdict.Drifted(new Drift(changes(), ignored, renames, remarks, true)),
        new Verdict.Unknown("staging cannot be reached: \u0000"));
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void verdictIsReadAsItWasWritten(Verdict verdict) {
    assertThat(VerdictForm.read(VerdictForm.write(verdict), WHERE)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeIsReadAsItWasWritten(ChangeCode code) {
    Verdict verdict =
        Verdict.of(
            new Drift(
                List.of(
                    new Change.Added(
                        code,
                        new Subject.OfEnvironment(),
                        Severity.HIGH,
                        VALUE,
                        "",
                        Optional.empty())),
                List.of(),
                List.of(),
                List.of(),
                true));

    assertThat(VerdictForm.read(VerdictForm.write(verdict), WHERE)).isEqualTo(verdict);
  }

  @Test
  void everySubclassIsAmongTheSamples() {
    assertThat(verdicts())
        .extracting(v -> (Object) v.getClass())
        .contains((Object[]) Verdict.class.getPermittedSubclasses());
    assertThat(changes())
        .extracting(c -> (Object) c.getClass())
        .contains((Object[]) Change.class.getPermittedSubclasses());
    assertThat(subjects())
        .extracting(s -> (Object) s.getClass())
        .contains((Object[]) Subject.class.getPermittedSubclasses());
  }

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
    String drifted = VerdictForm.write(verdicts().get(2));

    assertThatThrownBy(
            () ->
                VerdictForm.read(
                    drifted.replace("\"state\":\"drifted\"", "\"state\":\"in_sync\""), WHERE))
        .isInstanceOf(StoredFormException.class)
        .hasMessageContaining("in sync");
  }
}
