package dev.plumbline.jdbc.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.drift.Drift;
import dev.plumbline.drift.DriftParts;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.drift.change.RenameCandidate;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.severity.Severity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DriftFormTest {
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

  static List<Drift> drifts() {
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
        new Drift(List.of(), List.of(), List.of(), List.of(), true),
        new Drift(List.of(), ignored, List.of(), remarks, false),
        new Drift(changes(), ignored, renames, remarks, true));
  }

  @ParameterizedTest
  @MethodSource("drifts")
  void driftIsReadAsItWasWritten(Drift drift) {
    DriftParts read = DriftForm.read(DriftForm.write(drift), WHERE);

    assertThat(read.changes()).containsExactlyElementsOf(drift.changes());
    assertThat(read.ignored()).containsExactlyElementsOf(drift.ignored());
    assertThat(read.renames()).containsExactlyElementsOf(drift.renames());
    assertThat(read.remarks()).containsExactlyElementsOf(drift.remarks());
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeIsReadAsItWasWritten(ChangeCode code) {
    Change change =
        new Change.Added(
            code, new Subject.OfEnvironment(), Severity.HIGH, VALUE, "", Optional.empty());
    Drift drift = new Drift(List.of(change), List.of(), List.of(), List.of(), true);

    assertThat(DriftForm.read(DriftForm.write(drift), WHERE).changes()).containsExactly(change);
  }

  @Test
  void everySubclassIsAmongTheSamples() {
    assertThat(changes())
        .extracting(c -> (Object) c.getClass())
        .contains((Object[]) Change.class.getPermittedSubclasses());
    assertThat(subjects())
        .extracting(s -> (Object) s.getClass())
        .contains((Object[]) Subject.class.getPermittedSubclasses());
  }

  @Test
  void storedFormStaysReadable() throws IOException {
    // Written by form 1; whoever changes the form must still read this.
    String stored =
        """
        F{"form":1}
        C{"kind":"removed","code":"index_removed","subject":{"of":"object","object":{"kind":"index",\
        "table":"articles","name":"articles_odd"}},"severity":"low","before":"x","message":"m",\
        "neverConverges":"n"}
        """;

    assertThat(DriftForm.read(gzip(stored), WHERE).changes())
        .containsExactly(
            new Change.Removed(
                ChangeCode.INDEX_REMOVED,
                new Subject.OfObject(new ObjectId(ObjectKind.INDEX, "articles", "articles_odd")),
                Severity.LOW,
                JsonValue.of("x"),
                "m",
                Optional.of("n")));
  }

  @Test
  void partThatIsCountedAsEmptyIsNotSearchedFor() throws IOException {
    String stored =
        """
        F{"change":1,"form":2,"ignored":0,"remark":0,"rename":0}
        X what nobody can read
        """;

    DriftParts read = DriftForm.read(gzip(stored), WHERE);

    assertThat(read.ignored()).isEmpty();
    assertThat(read.renames()).isEmpty();
    assertThat(read.remarks()).isEmpty();
    assertThatThrownBy(() -> read.changes().forEach(change -> {}))
        .isInstanceOf(StoredFormException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "C{}",
        "F{\"form\":3}",
        "F{\"form\":2}",
        "F{\"form\":2,\"change\":0,\"ignored\":0,\"rename\":1,\"remark\":0}",
        "F{\"form\":1}\nX{}",
        "F{\"form\":1}\nF{\"form\":1}",
        "F{\"form\":1}\n\n",
        "F{\"form\":1}\nC{",
        "F{\"form\":1}\nC{\"kind\":\"added\"}",
        "F{\"form\":1}\nI{\"change\":{}}",
        "F{\"form\":1}\nN{}",
        "F{\"form\":1}\nR{\"problem\":\"none\"}"
      })
  void whatCannotBeReadIsAnErrorThatNamesIt(String stored) throws IOException {
    byte[] body = gzip(stored);

    assertThatThrownBy(() -> stored(body).check())
        .isInstanceOf(StoredFormException.class)
        .hasMessageContaining(WHERE);
  }

  @Test
  void whatIsNotInOrderIsAnErrorBecauseItWouldNotBeRead() throws IOException {
    List<String> lines = new ArrayList<>(ungzip(DriftForm.write(drifts().get(2))).lines().toList());
    Collections.swap(lines, lines.size() - 1, 1);

    assertThatThrownBy(() -> stored(gzip(String.join("\n", lines))).check())
        .isInstanceOf(StoredFormException.class)
        .hasMessageContaining(WHERE + " has a line of CHANGE after REMARK");
  }

  @Test
  void whatIsCutOffIsNeverReadAsLess() {
    byte[] body = DriftForm.write(drifts().get(2));

    stored(body).check();
    for (int length = 0; length < body.length; length++) {
      StoredDrift cut = stored(Arrays.copyOf(body, length));
      assertThatThrownBy(cut::check)
          .as("the first " + length + " bytes")
          .isInstanceOf(StoredFormException.class)
          .hasMessageContaining("damaged");
    }
  }

  private static StoredDrift stored(byte[] body) {
    return (StoredDrift) DriftForm.read(body, WHERE);
  }

  private static String ungzip(byte[] body) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
