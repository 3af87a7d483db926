package dev.plumbline.drift.differ.value;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.differ.value.Deltas.Delta;
import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.severity.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Differences of {@code meta.options}, one for each option: so that one of them can be ignored, and
 * a second one that comes later does not make the first another finding.
 */
public final class FieldOptions {
  private FieldOptions() {}

  private static final String OPTIONS = "meta.options";
  private static final String CHOICES = "choices";

  public static List<Change> changes(Subject subject, Deltas deltas) {
    return deltas.take(OPTIONS).map(delta -> changes(subject, delta)).orElse(List.of());
  }

  private static List<Change> changes(Subject subject, Delta delta) {
    boolean areObjects =
        (delta.before() instanceof JsonObject || delta.before().isNull())
            && (delta.after() instanceof JsonObject || delta.after().isNull());
    List<Change> changes = new ArrayList<>();
    if (areObjects) {
      JsonObject before = object(delta.before());
      JsonObject after = object(delta.after());
      Set<String> keys = new TreeSet<>(before.members().keySet());
      keys.addAll(after.members().keySet());
      for (String key : keys) {
        // Unlike in the metadata itself, a missing key is not null here: 11 and 12 distinguish
        // them.
        boolean isEqual =
            before.has(key) == after.has(key) && before.get(key).equals(after.get(key));
        if (!isEqual) {
          changes.add(option(subject, key, before, after));
        }
      }
    }
    if (changes.isEmpty()) {
      changes.add(
          toChange(subject, delta, ChangeCode.FIELD_OPTIONS_CHANGED, Severity.LOW, all(delta)));
    }
    return changes;
  }

  private static Change option(Subject subject, String key, JsonObject before, JsonObject after) {
    Delta delta = new Delta(OPTIONS + "." + key, before.get(key), after.get(key));
    if (key.equals(CHOICES)) {
      Optional<ListDiff> choices = ListDiff.of(delta.before(), delta.after());
      if (choices.isPresent()) {
        return toChange(
            subject,
            delta,
            ChangeCode.FIELD_CHOICES_CHANGED,
            choices.get().severity(ChangeCode.FIELD_CHOICES_CHANGED.gravest()),
            ": " + choices.get().sentence());
      }
    }
    return toChange(
        subject,
        delta,
        key.equals(CHOICES) ? ChangeCode.FIELD_CHOICES_CHANGED : ChangeCode.FIELD_OPTIONS_CHANGED,
        key.equals(CHOICES) ? ChangeCode.FIELD_CHOICES_CHANGED.gravest() : Severity.LOW,
        ": " + text(before, key) + " in the target, " + text(after, key) + " in the source");
  }

  private static Change toChange(
      Subject subject, Delta delta, ChangeCode code, Severity severity, String difference) {
    String label =
        delta.path().equals(OPTIONS + "." + CHOICES)
            ? CHOICES
            : delta.path().equals(OPTIONS)
                ? "options"
                : "option " + Words.name(delta.path().substring(OPTIONS.length() + 1));
    return new Change.Changed(
        code,
        subject,
        severity,
        delta.path(),
        delta.before(),
        delta.after(),
        label + " of " + Words.name(subject.text()) + difference,
        Optional.empty());
  }

  private static String all(Delta delta) {
    return ": "
        + Words.value(delta.before())
        + " in the target, "
        + Words.value(delta.after())
        + " in the source";
  }

  private static String text(JsonObject options, String key) {
    return !options.has(key)
        ? "none"
        : options.get(key).isNull() ? "null" : Words.value(options.get(key));
  }

  private static JsonObject object(JsonValue value) {
    return value instanceof JsonObject object ? object : JsonObject.EMPTY;
  }
}
