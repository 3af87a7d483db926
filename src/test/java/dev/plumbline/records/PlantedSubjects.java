package dev.plumbline.records;

import dev.plumbline.integrity.CheckCode;
import java.util.stream.Stream;

/** What the scenarios in {@code src/test/resources/records} break. */
public final class PlantedSubjects {
  private PlantedSubjects() {}

  /**
   * The first table or field whose rows break this check.
   *
   * @throws AssertionError if no scenario has it
   */
  public static String of(CheckCode code) {
    return Stream.concat(
            PlantedCase.all().stream().flatMap(planted -> planted.expected().stream()),
            Stream.of(MissingFile.BROKEN))
        .map(line -> line.split(" ", 3))
        .filter(line -> line[0].equals(code.label()))
        .map(line -> line[1])
        // A name with a space needs a reader who knows that it is one.
        .filter(subject -> !subject.contains("\\"))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "no folder in src/test/resources/records has `%s` in its out-violations.txt"
                        .formatted(code.label())));
  }
}
