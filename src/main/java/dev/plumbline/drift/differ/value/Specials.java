package dev.plumbline.drift.differ.value;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.differ.value.Deltas.Delta;
import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The flags under {@code meta.special}. */
public final class Specials {
  private Specials() {}

  /** Flags that keep a value from being read. */
  private static final Set<String> SECRECY = Set.of("hash", "conceal", "encrypt");

  /** Flags that only say which type a field has; they come and go with it. */
  private static final Set<String> TYPES =
      Set.of(
          "cast-json",
          "cast-csv",
          "cast-boolean",
          "cast-timestamp",
          "cast-datetime",
          "uuid",
          "alias",
          "no-data",
          "group",
          "o2m",
          "m2m",
          "m2a",
          "files",
          "translations");

  /** Flags of an alias that shows nothing of the data. */
  private static final Set<String> PRESENTATION = Set.of("no-data", "group");

  static Set<String> of(JsonValue special) {
    return special instanceof JsonArray array
        ? array.items().stream().map(Words::plain).collect(Collectors.toCollection(TreeSet::new))
        : new TreeSet<>();
  }

  static Set<String> of(Field field) {
    return of(field.meta() instanceof JsonObject meta ? meta.get("special") : field.meta());
  }

  public static boolean isPresentation(Field field) {
    return field.schema().isEmpty() && of(field).stream().anyMatch(PRESENTATION::contains);
  }

  /** Whether two sets of flags differ in nothing that is not a matter of type. */
  public static boolean differInTypeOnly(JsonValue before, JsonValue after) {
    Set<String> difference = difference(of(before), of(after));
    return !difference.isEmpty() && TYPES.containsAll(difference);
  }

  /** What keeps a secret is reported apart from the rest. */
  public static List<Change> changes(Subject subject, Field source, Delta delta) {
    Set<String> before = of(delta.before());
    Set<String> after = of(delta.after());
    Set<String> secretBefore = secrecy(before);
    Set<String> secretAfter = secrecy(after);
    Set<String> difference = difference(before, after);

    List<Change> changes = new ArrayList<>();
    if (!secretBefore.equals(secretAfter)) {
      changes.add(
          toChange(
              ChangeCode.FIELD_SECRECY_CHANGED,
              // Whoever could only compare a secret can read it from then on.
              secretAfter.containsAll(secretBefore) ? Severity.MEDIUM : Severity.CRITICAL,
              subject,
              delta,
              Optional.empty()));
    }
    if (!SECRECY.containsAll(difference) || difference.isEmpty()) {
      changes.add(
          toChange(
              ChangeCode.FIELD_SPECIAL_CHANGED,
              difference.isEmpty() ? Severity.INFO : Severity.MEDIUM,
              subject,
              delta,
              Convergence.special(source)));
    }
    return changes;
  }

  private static Change toChange(
      ChangeCode code,
      Severity severity,
      Subject subject,
      Delta delta,
      Optional<String> neverConverges) {
    String choices =
        ListDiff.of(delta.before(), delta.after()).map(ListDiff::sentence).orElse("not a list");
    return new Change.Changed(
        code,
        subject,
        severity,
        delta.path(),
        delta.before(),
        delta.after(),
        "special of " + Words.name(subject.text()) + ": " + choices,
        neverConverges);
  }

  private static Set<String> secrecy(Set<String> special) {
    return special.stream().filter(SECRECY::contains).collect(Collectors.toSet());
  }

  private static Set<String> difference(Set<String> one, Set<String> other) {
    Set<String> difference = new TreeSet<>(one);
    difference.addAll(other);
    difference.removeIf(flag -> one.contains(flag) && other.contains(flag));
    return difference;
  }
}
