package dev.plumbline.integrity.compile.table;

import static dev.plumbline.severity.Severity.HIGH;
import static dev.plumbline.severity.Severity.LOW;
import static dev.plumbline.severity.Severity.MEDIUM;

import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.ViolationSentence;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.severity.Severity;
import java.util.Locale;
import java.util.function.Function;

/** Every check that a table asks for. A constant is the one place where a check is registered. */
// Functions without state: Error Prone cannot see that they are immutable.
@SuppressWarnings("ImmutableEnumChecker")
public enum TableCheck implements CheckCode {
  DUPLICATE_VALUE(
      MEDIUM,
      "Two rows share a value that should be unique.",
      s ->
          s.rows("has", "have")
              + "the same value in "
              + s.field()
              + " as another row, but it should be unique",
      DuplicateChecks::compile),
  SEQUENCE_BEHIND(
      HIGH,
      "A sequence is behind the data: it gives a number that is already used.",
      s ->
          "the sequence of `"
              + s.subject()
              + "` is behind the data: "
              + SequenceChecks.effect(s.table()),
      SequenceChecks::compile),
  FOREIGN_KEY_WITHOUT_INDEX(
      LOW,
      "A foreign key of a large table has no index.",
      s ->
          String.format(
              Locale.ROOT,
              "the foreign key %s of %s has no index: deleting one referenced row reads all rows of"
                  + " %s, about %d",
              s.field(),
              s.collection(),
              s.collection(),
              s.count()),
      IndexChecks::compile);

  private final Declaration declaration;
  private final Rule rule;

  /** Adds the checks of one table. */
  @FunctionalInterface
  private interface Rule {
    void compile(CheckInputs inputs, Table table, CheckCollector into);
  }

  TableCheck(
      Severity severity, String meaning, Function<ViolationSentence, String> sentence, Rule rule) {
    this.declaration = Declaration.of(name(), severity, meaning, sentence);
    this.rule = rule;
  }

  public static void compile(CheckInputs inputs, CheckCollector into) {
    for (Table table : inputs.tables()) {
      for (TableCheck check : values()) {
        check.rule.compile(inputs, table, into);
      }
    }
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
