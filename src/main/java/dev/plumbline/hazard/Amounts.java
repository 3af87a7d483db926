package dev.plumbline.hazard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a sentence says of several answers, counted or not. */
public final class Amounts {
  private final List<RowQuestion> questions;
  private final List<RowAnswer> answers;

  /**
   * @param answers as many as there are questions
   */
  Amounts(List<RowQuestion> questions, List<RowAnswer> answers) {
    this.questions = List.copyOf(questions);
    this.answers = List.copyOf(answers);
  }

  /** Such as {@code 1 row}, {@code 2,000 rows} or {@code an unknown number of rows}. */
  public String of(int question, String noun) {
    return of(question, 0, noun);
  }

  /**
   * @param index of the number in the answer
   */
  public String of(int question, int index, String noun) {
    return switch (answers.get(question)) {
      case RowAnswer.Counted(List<Long> numbers) -> number(numbers.get(index), noun);
      case RowAnswer.NotCounted ignored -> "an unknown number of " + noun + "s";
    };
  }

  static String number(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** The number; 0 if it is not known. */
  public long number(int question, int index) {
    return answers.get(question) instanceof RowAnswer.Counted(List<Long> numbers)
        ? numbers.get(index)
        : 0;
  }

  /** Whether the question was answered with nothing but 0. */
  public boolean isNone(int question) {
    return answers.get(question) instanceof RowAnswer.Counted(List<Long> numbers)
        && numbers.stream().allMatch(number -> number == 0);
  }

  /** Whether the question was not answered. */
  public boolean notKnown(int question) {
    return answers.get(question) instanceof RowAnswer.NotCounted;
  }

  /** Whether all that was asked for is known to be 0. */
  boolean isNone() {
    for (int i = 0; i < answers.size(); i++) {
      if (!isNone(i)) {
        return false;
      }
    }
    return true;
  }

  /** The reason why the first of the unanswered questions is not answered. */
  Optional<String> notCounted() {
    return answers.stream()
        .filter(RowAnswer.NotCounted.class::isInstance)
        .map(RowAnswer.NotCounted.class::cast)
        .map(RowAnswer.NotCounted::reason)
        .findFirst();
  }

  /** Whether anything is known to be more than 0. */
  boolean isSome() {
    return answers.stream()
        .anyMatch(
            answer ->
                answer instanceof RowAnswer.Counted(List<Long> numbers)
                    && numbers.stream().anyMatch(number -> number > 0));
  }

  /** Counts of the same name are added up. */
  HazardEvidence evidence() {
    Optional<String> reason = notCounted();
    if (reason.isPresent()) {
      return new HazardEvidence.NotCounted(reason.get());
    }
    SortedMap<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < answers.size(); i++) {
      List<String> names = questions.get(i).counts();
      for (int index = 0; index < names.size(); index++) {
        counts.merge(names.get(index), number(i, index), Long::sum);
      }
    }
    return new HazardEvidence.Counted(counts);
  }
}
