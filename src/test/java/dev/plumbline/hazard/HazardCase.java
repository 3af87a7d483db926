package dev.plumbline.hazard;

import dev.plumbline.drift.change.RenameCandidate;
import dev.plumbline.hazard.RowAnswer.Counted;
import dev.plumbline.hazard.RowAnswer.NotCounted;
import dev.plumbline.hazard.rules.Hazards;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.payload.PlannedItems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A plan that has a hazard, and one like it that has not.
 *
 * @param name present tense, unique
 * @param source done to the source, for which the plan is hazardous
 * @param target done to the target likewise
 * @param harmless another source and target, or the same with rows that are not in the way
 */
record HazardCase(
    String name,
    HazardCode code,
    Consumer<Sketch> source,
    Consumer<Sketch> target,
    Optional<Harmless> harmless,
    List<RenameCandidate> renames,
    List<Mismatch> mismatches) {

  /** Two sides whose plan does not have the hazard, whatever is counted. */
  record Harmless(Consumer<Sketch> source, Consumer<Sketch> target) {}

  /** What the rows of the target answer. */
  enum Rows {
    /** Each number is large. */
    MANY,
    ONE,
    NONE,
    UNKNOWN
  }

  /** One that the rows decide: without such rows it is none. */
  static HazardCase ofRows(
      String name, HazardCode code, Consumer<Sketch> source, Consumer<Sketch> target) {
    return new HazardCase(name, code, source, target, Optional.empty(), List.of(), List.of());
  }

  /** One that the schemas decide. */
  static HazardCase of(
      String name,
      HazardCode code,
      Consumer<Sketch> source,
      Consumer<Sketch> target,
      Consumer<Sketch> harmlessSource,
      Consumer<Sketch> harmlessTarget) {
    return new HazardCase(
        name,
        code,
        source,
        target,
        Optional.of(new Harmless(harmlessSource, harmlessTarget)),
        List.of(),
        List.of());
  }

  HazardCase renamed(RenameCandidate rename) {
    return new HazardCase(name, code, source, target, harmless, List.of(rename), mismatches);
  }

  HazardCase mismatched(Mismatch mismatch) {
    return new HazardCase(name, code, source, target, harmless, renames, List.of(mismatch));
  }

  List<Hazard> hazards(Rows rows) {
    return hazards(source, target, renames, mismatches, rows);
  }

  /** Of the plan that has it not. */
  List<Hazard> harmlessHazards() {
    return harmless
        .map(other -> hazards(other.source(), other.target(), List.of(), List.of(), Rows.MANY))
        .orElseGet(() -> hazards(Rows.NONE));
  }

  static HazardInputs inputs(
      Consumer<Sketch> source,
      Consumer<Sketch> target,
      List<RenameCandidate> renames,
      List<Mismatch> mismatches) {
    Sketch ours = new Sketch();
    source.accept(ours);
    Sketch theirs = new Sketch();
    target.accept(theirs);
    return new HazardInputs(
        PlannedItems.between(ours.model().snapshot(), theirs.model().snapshot()),
        ours.side(),
        theirs.side(),
        Optional.of(theirs.model()),
        mismatches,
        mismatches,
        renames);
  }

  private static List<Hazard> hazards(
      Consumer<Sketch> source,
      Consumer<Sketch> target,
      List<RenameCandidate> renames,
      List<Mismatch> mismatches,
      Rows rows) {
    List<Suspicion> suspicions = Hazards.suspicions(inputs(source, target, renames, mismatches));
    Map<RowQuestion, RowAnswer> answers = new LinkedHashMap<>();
    Hazards.questions(suspicions)
        .forEach(question -> answers.put(question, answer(question, rows)));
    return Hazards.judge(suspicions, answers);
  }

  private static RowAnswer answer(RowQuestion question, Rows rows) {
    return switch (rows) {
      case MANY ->
          switch (question) {
            case RowQuestion.DependentObjects ignored ->
                new Counted(List.of(1L, 0L, 0L, 2L, 0L, 0L, 0L, 0L, 0L));
            case RowQuestion.SilentlyDropped ignored ->
                new RowAnswer.Named(
                    List.of(
                        List.of(), List.of(), List.of("feed"), List.of(), List.of(), List.of()));
            case RowQuestion.DuplicateValues ignored -> new Counted(List.of(2L, 7L));
            case RowQuestion.InstalledExtensions ignored ->
                new RowAnswer.Named(List.of(List.of("museo", "weather-panel")));
            case RowQuestion.TableSize ignored -> new Counted(List.of(25_000_000L, 6_000_000_000L));
            default -> new Counted(question.counts().stream().map(name -> 7L).toList());
          };
      case ONE -> new Counted(question.counts().stream().map(name -> 1L).toList());
      case NONE -> new Counted(question.counts().stream().map(name -> 0L).toList());
      case UNKNOWN -> new NotCounted("`%s` is locked by somebody else".formatted(question.table()));
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
