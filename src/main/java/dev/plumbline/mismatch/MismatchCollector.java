package dev.plumbline.mismatch;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Collects mismatches: sorted by the labels of their codes, subject and path, and of two with the
 * same code, subject and path the first.
 */
public final class MismatchCollector {
  private final TreeSet<Mismatch> mismatches =
      new TreeSet<>(
          Comparator.comparing((Mismatch mismatch) -> mismatch.code().label())
              .thenComparing(Mismatch::subject)
              .thenComparing(Mismatch::path));

  public void add(MismatchCode code, String subject, String message) {
    add(code, subject, "", message);
  }

  public void add(MismatchCode code, String subject, String path, String message) {
    mismatches.add(new Mismatch(code, subject, path, message));
  }

  /** As if they had been added now. */
  public void addAll(MismatchCollector others) {
    mismatches.addAll(others.mismatches);
  }

  /** Whether there is one of this code without a path. */
  public boolean has(MismatchCode code, String subject) {
    return mismatches.contains(new Mismatch(code, subject, "", ""));
  }

  public List<Mismatch> sorted() {
    return List.copyOf(mismatches);
  }
}
