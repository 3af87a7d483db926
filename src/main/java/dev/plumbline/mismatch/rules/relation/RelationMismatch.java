package dev.plumbline.mismatch.rules.relation;

import static dev.plumbline.mismatch.PlanEffect.ABOUT_ROWS;
import static dev.plumbline.mismatch.PlanEffect.FOLDER_LEFT_OUT;
import static dev.plumbline.mismatch.PlanEffect.HAZARD_OF_ITS_OWN;
import static dev.plumbline.mismatch.PlanEffect.NAME_IN_A_SETTING;
import static dev.plumbline.mismatch.PlanEffect.NEVER_IN_A_PLAN;
import static dev.plumbline.mismatch.PlanEffect.NOT_OF_DIRECTUS;
import static dev.plumbline.mismatch.PlanEffect.OTHER_RELATION;
import static dev.plumbline.mismatch.PlanEffect.SNAPSHOT_SAYS_LESS;
import static dev.plumbline.severity.Severity.HIGH;
import static dev.plumbline.severity.Severity.LOW;
import static dev.plumbline.severity.Severity.MEDIUM;

import dev.plumbline.mismatch.MismatchCode;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.mismatch.PlanEffect;
import dev.plumbline.model.ContentModel;
import dev.plumbline.path.FieldGraph;
import dev.plumbline.severity.Severity;
import java.util.function.Supplier;

/**
 * What is wrong with relations, and with what else names fields of other collections. A constant is
 * the one place where a mismatch is registered.
 */
// Functions without state: Error Prone cannot see that they are immutable.
@SuppressWarnings("ImmutableEnumChecker")
public enum RelationMismatch implements MismatchCode {
  FOREIGN_KEY_WITHOUT_RELATION(
      MEDIUM,
      NOT_OF_DIRECTUS,
      "A foreign key has no relation in Directus.",
      (model, graph, into) -> ForeignKeyRules.apply(model, into)),
  FOREIGN_KEY_TO_OTHER_TABLE(
      HIGH, OTHER_RELATION, "A foreign key references another table than the relation."),
  FOREIGN_KEY_TO_OTHER_COLUMN(
      HIGH,
      OTHER_RELATION,
      "A foreign key references another column than the primary key, but"
          + " Directus joins by the primary key."),
  FOREIGN_KEY_ACTION_FORBIDDEN(
      HIGH,
      HAZARD_OF_ITS_OWN,
      "A foreign key sets null on a column that forbids null, so deleting fails.",
      (model, graph, into) -> ForeignKeyActionRules.apply(model, into)),
  FOREIGN_KEY_NOT_VALIDATED(
      HIGH,
      ABOUT_ROWS,
      "A foreign key is NOT VALID: rows that existed before it were never checked."),
  FOREIGN_KEY_DISABLED(
      HIGH,
      ABOUT_ROWS,
      "A foreign key is not enforced: its triggers are disabled, or it is `NOT ENFORCED`."),
  FOREIGN_KEY_TYPE_DIFFERS(
      MEDIUM,
      HAZARD_OF_ITS_OWN,
      "A foreign key column has another type than the key that it references."),
  RELATION_WITHOUT_FOREIGN_KEY(
      HIGH,
      NEVER_IN_A_PLAN,
      "A relation has no foreign key, so orphans can appear.",
      (model, graph, into) -> RelationRules.apply(model, into)),
  DUPLICATE_RELATION(MEDIUM, OTHER_RELATION, "A relation has more than one metadata row."),
  RELATION_FIELD_MISSING(HIGH, OTHER_RELATION, "The field of a relation does not exist."),
  RELATION_OF_MISSING_COLLECTION(
      MEDIUM, OTHER_RELATION, "directus_relations has rows of a collection that does not exist."),
  RELATION_TO_MISSING_COLLECTION(
      HIGH, OTHER_RELATION, "A relation points to a collection that does not exist."),
  RELATION_WITHOUT_TARGET(HIGH, OTHER_RELATION, "A relation has no target collection."),
  RELATION_ONE_FIELD_MISSING(
      MEDIUM, NAME_IN_A_SETTING, "The one_field of a relation is not an alias field."),
  RELATION_JUNCTION_FIELD_MISSING(
      HIGH, OTHER_RELATION, "The junction_field of a relation does not exist or has no relation."),
  RELATION_SORT_FIELD_MISSING(
      MEDIUM, NAME_IN_A_SETTING, "The sort_field of a relation does not exist."),
  RELATION_DESELECT_ACTION_FORBIDDEN(
      HIGH, HAZARD_OF_ITS_OWN, "Deselecting an item sets null on a column that forbids null."),
  RELATION_COLLECTION_FIELD_MISSING(
      HIGH, OTHER_RELATION, "The collection field of a many-to-any does not exist."),
  RELATION_ALLOWED_COLLECTION_MISSING(
      MEDIUM, NAME_IN_A_SETTING, "A many-to-any allows a collection that does not exist."),
  ALIAS_WITHOUT_RELATION(
      HIGH,
      OTHER_RELATION,
      "An alias field shows a relation that does not exist.",
      (model, graph, into) -> AliasRules.apply(model, into)),
  REFERENCE_WITHOUT_RELATION(
      MEDIUM, SNAPSHOT_SAYS_LESS, "A field refers to items or files, but has no relation."),
  COLLECTION_GROUP_MISSING(
      LOW,
      FOLDER_LEFT_OUT,
      "A collection is in a folder that does not exist.",
      (model, graph, into) -> DanglingNameRules.apply(model, into)),
  COLLECTION_GROUP_CYCLE(
      MEDIUM, FOLDER_LEFT_OUT, "Folders contain each other, so the Studio shows none of them."),
  COLLECTION_SORT_FIELD_MISSING(
      MEDIUM, NAME_IN_A_SETTING, "The sort field of a collection does not exist."),
  COLLECTION_ARCHIVE_FIELD_MISSING(
      MEDIUM, NAME_IN_A_SETTING, "The archive field of a collection does not exist."),
  COLLECTION_DUPLICATION_FIELD_MISSING(
      LOW,
      NAME_IN_A_SETTING,
      "A field that is copied when an item is duplicated does not exist.",
      (model, graph, into) -> ReferenceRules.apply(model, graph.get(), into)),
  COLLECTION_TEMPLATE_FIELD_MISSING(
      LOW, NAME_IN_A_SETTING, "The display template of a collection uses a missing field."),
  COLLECTION_PREVIEW_FIELD_MISSING(
      LOW, NAME_IN_A_SETTING, "The preview URL of a collection uses a missing field."),
  FIELD_TEMPLATE_FIELD_MISSING(
      LOW,
      NAME_IN_A_SETTING,
      "The interface or display of a field shows a missing field of its items."),
  FIELD_FILTER_FIELD_MISSING(
      MEDIUM, NAME_IN_A_SETTING, "The filter for the items of a field uses a missing field."),
  FIELD_CONDITION_FIELD_MISSING(
      LOW, NAME_IN_A_SETTING, "A condition of a field depends on a missing field."),
  FIELD_VALIDATION_FIELD_MISSING(
      MEDIUM, NAME_IN_A_SETTING, "The validation of a field uses a missing field."),
  FIELD_GROUP_MISSING(LOW, NAME_IN_A_SETTING, "A field is in a form group that does not exist."),
  FIELD_GROUP_CYCLE(
      MEDIUM, NAME_IN_A_SETTING, "Form groups contain each other, so none of them is shown.");

  private final Declaration declaration;
  private final Rule rule;

  /** Adds what does not agree; waits for the graph only if it needs it. */
  @FunctionalInterface
  private interface Rule {
    void apply(ContentModel model, Supplier<FieldGraph> graph, MismatchCollector into);
  }

  /** Of one that is found by the class of another constant. */
  RelationMismatch(Severity severity, PlanEffect effect, String meaning) {
    this(severity, effect, meaning, (model, graph, into) -> {});
  }

  RelationMismatch(Severity severity, PlanEffect effect, String meaning, Rule rule) {
    this.declaration = Declaration.of(name(), severity, effect, meaning);
    this.rule = rule;
  }

  public static void apply(ContentModel model, Supplier<FieldGraph> graph, MismatchCollector into) {
    for (RelationMismatch mismatch : values()) {
      mismatch.rule.apply(model, graph, into);
    }
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
