package dev.plumbline.catalogue;

import dev.plumbline.lab.LabEnvironment;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is done to both environments of a comparison, to each its own.
 *
 * @param name present tense, unique
 * @param undo in both
 * @param expected what the comparison then tells: {@code severity code subject path}, sorted
 */
record TwoSided(String name, Step source, Step target, Step undo, List<String> expected) {

  static List<TwoSided> all() {
    return Stream.of(
            AlikeCases.all(), FieldReportCases.all(), LeftNameCases.all(), RecheckedCases.all())
        .flatMap(List::stream)
        .toList();
  }

  static TwoSided of(String name, Step source, Step target, Step undo, String... expected) {
    return new TwoSided(name, source, target, undo, Stream.of(expected).sorted().toList());
  }

  /** The undoing of both. */
  Runnable apply(LabEnvironment ours, LabEnvironment theirs) {
    source.run(ours);
    target.run(theirs);
    return () -> {
      undo.run(ours);
      undo.run(theirs);
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
