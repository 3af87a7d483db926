package dev.plumbline.drift.differ;

import dev.plumbline.drift.Change;
import dev.plumbline.drift.ChangeCode;
import dev.plumbline.drift.Subject;
import dev.plumbline.drift.differ.Deltas.Delta;
import dev.plumbline.schema.Snapshot.Field;
import dev.plumbline.severity.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Differences of {@code meta.special}; those that keep a secret are told apart from the others. */
final class SpecialDiffer {
  private SpecialDiffer() {}

  static List<Change> changes(Subject subject, Field source, Delta delta) {
    Set<String> before = Specials.of(delta.before());
    Set<String> after = Specials.of(delta.after());
    Set<String> secretBefore = Specials.secrecy(before);
    Set<String> secretAfter = Specials.secrecy(after);
    Set<String> difference = Specials.difference(before, after);

    List<Change> changes = new ArrayList<>();
    if (!secretBefore.equals(secretAfter)) {
      changes.add(
          tell(
              ChangeCode.FIELD_SECRECY_CHANGED,
              // Whoever could only compare a secret can read it from then on.
              secretAfter.containsAll(secretBefore) ? Severity.MEDIUM : Severity.CRITICAL,
              subject,
              delta,
              Optional.empty()));
    }
    if (!Specials.SECRECY.containsAll(difference) || difference.isEmpty()) {
      changes.add(
          tell(
              ChangeCode.FIELD_SPECIAL_CHANGED,
              difference.isEmpty() ? Severity.INFO : Severity.MEDIUM,
              subject,
              delta,
              Convergence.special(source)));
    }
    return changes;
  }

  private static Change tell(
      ChangeCode code,
      Severity severity,
      Subject subject,
      Delta delta,
      Optional<String> neverConverges) {
    String choices =
        Choices.of(delta.before(), delta.after())
            .map(Choices::sentence)
            .orElse("something else than a list");
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
}
