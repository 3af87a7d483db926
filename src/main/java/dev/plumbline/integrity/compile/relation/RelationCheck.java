package dev.plumbline.integrity.compile.relation;

import static dev.plumbline.severity.Severity.HIGH;
import static dev.plumbline.severity.Severity.MEDIUM;

import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.ViolationSentence;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.severity.Severity;
import java.util.function.Function;

/** Every check that relations ask for. A constant is the one place where a check is registered. */
// Functions without state: Error Prone cannot see that they are immutable.
@SuppressWarnings("ImmutableEnumChecker")
public enum RelationCheck implements CheckCode {
  ORPHANED_REFERENCE(
      HIGH,
      "A many-to-one references a row that does not exist.",
      s -> s.orphans("a missing row"),
      (inputs, roles, into) -> new OrphanChecks(inputs, roles, into).compile()),
  ORPHANED_FILE_REFERENCE(
      HIGH,
      "A file field references a file that does not exist.",
      s -> s.orphans("a missing file")),
  ORPHANED_JUNCTION_ROW(
      HIGH,
      "A junction row references a row that does not exist.",
      s -> s.orphans("a missing item")),
  ORPHANED_TRANSLATION(
      HIGH,
      "A translation references an item or a language that does not exist.",
      s -> s.orphans("a missing item or language")),
  ORPHANED_SELF_REFERENCE(
      HIGH,
      "A row references a row of its own collection that does not exist.",
      s -> s.orphans("a missing row of the same collection")),
  HALF_EMPTY_JUNCTION_ROW(
      MEDIUM,
      "A junction row references only one of its two sides.",
      s -> s.rows("references", "reference") + "only one side of the pair",
      (inputs, roles, into) -> new JunctionChecks(inputs, into).compile(roles.junctions())),
  DUPLICATE_JUNCTION_ROW(
      MEDIUM,
      "Two junction rows connect the same pair.",
      s -> s.rows("connects", "connect") + "a pair that another row connects too"),
  M2A_COLLECTION_NOT_ALLOWED(
      HIGH,
      "A many-to-any references a collection that it does not allow.",
      s -> s.rows("references", "reference") + "a collection that " + s.field() + " does not allow",
      (inputs, roles, into) -> new ManyToAnyChecks(inputs, into).compile()),
  M2A_COLLECTION_MISSING(
      HIGH,
      "A many-to-any references a collection that has no table.",
      s -> s.rows("references", "reference") + "a collection without a table through " + s.field()),
  M2A_KEY_MALFORMED(
      HIGH,
      "A many-to-any has a value that is not a valid key of its collection.",
      s -> s.values() + "not a valid key of the collection that the row references"),
  M2A_ITEM_MISSING(
      HIGH,
      "A many-to-any references a row that does not exist.",
      s -> s.orphans("a missing item")),
  TREE_CYCLE(
      HIGH,
      "A row is its own ancestor.",
      s -> s.rows("is its", "are their") + "own ancestor through " + s.field(),
      (inputs, roles, into) -> new CycleChecks(inputs, into).compile());

  private final Declaration declaration;
  private final Rule rule;

  /** Adds checks of every relation. */
  @FunctionalInterface
  private interface Rule {
    void compile(CheckInputs inputs, RelationRoles roles, CheckCollector into);
  }

  /** Of one that is made by the class of another constant. */
  RelationCheck(Severity severity, String meaning, Function<ViolationSentence, String> sentence) {
    this(severity, meaning, sentence, (inputs, roles, into) -> {});
  }

  RelationCheck(
      Severity severity, String meaning, Function<ViolationSentence, String> sentence, Rule rule) {
    this.declaration = Declaration.of(name(), severity, meaning, sentence);
    this.rule = rule;
  }

  public static void compile(CheckInputs inputs, CheckCollector into) {
    RelationRoles roles = new RelationRoles(inputs);
    for (RelationCheck check : values()) {
      check.rule.compile(inputs, roles, into);
    }
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
