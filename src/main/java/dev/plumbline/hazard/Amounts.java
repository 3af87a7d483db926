package dev.plumbline.hazard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

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

  /**
   * Such as {@code 1 row}, {@code 2,000 rows}, {@code about 2,000 rows (estimate of PostgreSQL)} or
   * {@code an unknown number of rows}.
   */
  public String of(int question, String noun) {
    return of(question, 0, noun);
  }

  /**
   * @param index of the number in the answer
   */
  public String of(int question, int index, String noun) {
    if (answers.get(question) instanceof RowAnswer.Estimated(long estimate, var ignored)) {
      return "about " + number(estimate, noun) + " (estimate of PostgreSQL)";
    }
    return notKnown(question)
        ? "an unknown number of " + noun + "s"
        : number(number(question, index), noun);
  }

  /** Such as {@code is} after {@code 1 row} and {@code are} after any other. */
  public String verb(int question, String singular, String plural) {
    long number =
        answers.get(question) instanceof RowAnswer.Estimated(long estimate, var ignored)
            ? estimate
            : number(question, 0);
    return number == 1 ? singular : plural;
  }

  /** Such as {@code 2,000 rows}. */
  public static String number(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** The number; 0 if it is not known, or only estimated. */
  public long number(int question, int index) {
    List<Long> numbers = numbers(question);
    return numbers.isEmpty() ? 0 : numbers.get(index);
  }

  /** None if the question was not answered. */
  private List<Long> numbers(int question) {
    return switch (answers.get(question)) {
      case RowAnswer.Counted(List<Long> numbers) -> numbers;
      case RowAnswer.Named(List<List<String>> names) ->
          names.stream().map(list -> (long) list.size()).toList();
      case RowAnswer.Estimated ignored -> List.of();
      case RowAnswer.NotCounted ignored -> List.of();
    };
  }

  /** What the answer lists; nothing if it was not answered. */
  public List<String> names(int question, int index) {
    return answers.get(question) instanceof RowAnswer.Named(List<List<String>> names)
        ? names.get(index)
        : List.of();
  }

  /** Whether the question was answered with nothing but 0. */
  public boolean isNone(int question) {
    return !notKnown(question) && numbers(question).stream().allMatch(number -> number == 0);
  }

  /** Whether it was not counted; there may be an estimate. */
  public boolean notKnown(int question) {
    return reason(answers.get(question)).isPresent();
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
    return answers.stream().map(Amounts::reason).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> reason(RowAnswer answer) {
    return switch (answer) {
      case RowAnswer.Counted ignored -> Optional.empty();
      case RowAnswer.Named ignored -> Optional.empty();
      case RowAnswer.Estimated estimated -> Optional.of(estimated.reason());
      case RowAnswer.NotCounted notCounted -> Optional.of(notCounted.reason());
    };
  }

  /** Whether anything is known to be more than 0. */
  boolean isSome() {
    return IntStream.range(0, answers.size())
        .anyMatch(question -> numbers(question).stream().anyMatch(number -> number > 0));
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
