package dev.plumbline.hazard;

import dev.plumbline.severity.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What could be a hazard, before the rows of the target are counted. */
public sealed interface Suspicion {
  /** What has to be counted; empty where nothing has to be. */
  List<RowQuestion> questions();

  /**
   * The hazard, if it is one.
   *
   * @param answers to all {@link #questions()}; a missing one counts as not counted
   */
  Optional<Hazard> judge(Map<RowQuestion, RowAnswer> answers);

  /** It is a hazard whatever the rows are. */
  record Certain(Hazard hazard) implements Suspicion {
    @Override
    public List<RowQuestion> questions() {
      return List.of();
    }

    @Override
    public Optional<Hazard> judge(Map<RowQuestion, RowAnswer> answers) {
      return Optional.of(hazard);
    }
  }

  /**
   * It depends on the rows. What could not be counted is a hazard with the severity of the worst
   * case.
   *
   * @param questions at least one
   * @param severity by what was counted; empty if that is not a hazard. Asked only if all was
   *     counted
   * @param worst the severity if something was not counted
   * @param message one sentence
   * @param remedy how to get rid of it; empty where there is none
   * @param certain whether it is one whatever is counted, so that a number only says how much
   */
  record Countable(
      HazardCode code,
      String subject,
      List<RowQuestion> questions,
      Function<Amounts, Optional<Severity>> severity,
      Severity worst,
      Function<Amounts, String> message,
      Optional<String> remedy,
      boolean certain)
      implements Suspicion {
    public Countable {
      questions = List.copyOf(questions);
    }

    /**
     * One that is a hazard in any case, and less of one if nothing is counted.
     *
     * @param ifNone its severity then
     */
    public static Countable always(
        HazardCode code,
        String subject,
        RowQuestion question,
        Severity ifNone,
        Function<Amounts, String> message,
        String remedy) {
      return new Countable(
          code,
          subject,
          List.of(question),
          amounts -> Optional.of(amounts.isNone(0) ? ifNone : code.gravest()),
          code.gravest(),
          message,
          Optional.of(remedy),
          true);
    }

    @Override
    public Optional<Hazard> judge(Map<RowQuestion, RowAnswer> answers) {
      Amounts amounts =
          new Amounts(
              questions,
              questions.stream()
                  .map(
                      question ->
                          answers.getOrDefault(
                              question, new RowAnswer.NotCounted("it was never asked")))
                  .toList());
      boolean isCounted = amounts.notCounted().isEmpty();
      return (isCounted ? severity.apply(amounts) : Optional.of(worst))
          .map(
              grade ->
                  new Hazard(
                      code,
                      grade,
                      subject,
                      message.apply(amounts),
                      amounts.evidence(),
                      remedy,
                      code.refuses() && (certain || isCounted || amounts.isSome())));
    }
  }
}
