package dev.plumbline.integrity;

import dev.plumbline.severity.Severity;
import java.util.Locale;

/** Kinds of checks. Stable; part of REST and metrics. */
public enum CheckCode {
  ORPHANED_REFERENCE(Severity.HIGH, "A many-to-one references a row that does not exist."),
  ORPHANED_FILE_REFERENCE(Severity.HIGH, "A file field references a file that does not exist."),
  ORPHANED_JUNCTION_ROW(Severity.HIGH, "A junction row references a row that does not exist."),
  ORPHANED_TRANSLATION(
      Severity.HIGH, "A translation references an item or a language that does not exist."),
  ORPHANED_SELF_REFERENCE(
      Severity.HIGH, "A row references a row of its own collection that does not exist."),
  HALF_EMPTY_JUNCTION_ROW(Severity.MEDIUM, "A junction row references only one of its two sides."),
  DUPLICATE_JUNCTION_ROW(Severity.MEDIUM, "Two junction rows connect the same pair."),
  M2A_COLLECTION_NOT_ALLOWED(
      Severity.HIGH, "A many-to-any references a collection that it does not allow."),
  M2A_COLLECTION_MISSING(Severity.HIGH, "A many-to-any references a collection that has no table."),
  M2A_KEY_MALFORMED(
      Severity.HIGH, "A many-to-any has a value that is not a valid key of its collection."),
  M2A_ITEM_MISSING(Severity.HIGH, "A many-to-any references a row that does not exist."),
  TREE_CYCLE(Severity.HIGH, "A row is its own ancestor."),
  REQUIRED_NULL(Severity.MEDIUM, "A required field has no value."),
  REQUIRED_EMPTY(Severity.MEDIUM, "A required field has an empty value."),
  NOT_A_CHOICE(Severity.MEDIUM, "A value is not one of the choices."),
  DUPLICATE_VALUE(Severity.MEDIUM, "Two rows share a value that should be unique."),
  VALIDATION_BROKEN(Severity.MEDIUM, "A value breaks the validation rule of its field."),
  MALFORMED_UUID(Severity.MEDIUM, "A text is not a valid UUID."),
  MALFORMED_INTEGER(Severity.MEDIUM, "A text is not an integer."),
  MALFORMED_EMAIL(Severity.MEDIUM, "A text is not a valid e-mail address."),
  MALFORMED_URL(Severity.MEDIUM, "A text is not a valid URL."),
  MALFORMED_JSON(Severity.MEDIUM, "A text is not valid JSON."),
  CONCEALED_VALUE_OVERWRITTEN(Severity.HIGH, "A concealed value is ten asterisks."),
  MOJIBAKE(Severity.LOW, "A text is garbled (mojibake): its encoding was misread."),
  SEQUENCE_BEHIND(
      Severity.HIGH, "A sequence is behind the data: it gives a number that is already used."),
  FOREIGN_KEY_WITHOUT_INDEX(Severity.LOW, "A foreign key of a large table has no index."),
  PERMISSION_OF_MISSING_COLLECTION(Severity.MEDIUM, "A permission is for a missing collection."),
  PERMISSION_OF_MISSING_FIELD(Severity.MEDIUM, "A permission lists a missing field."),
  PERMISSION_RULE_OF_MISSING_FIELD(
      Severity.HIGH, "The filter or validation of a permission uses a missing field."),
  PERMISSION_PRESET_OF_MISSING_FIELD(
      Severity.MEDIUM, "A permission sets a default value for a missing field."),
  DUPLICATE_PERMISSION(
      Severity.MEDIUM, "Two permissions of one policy are for the same collection and action."),
  DUPLICATE_NAME(Severity.MEDIUM, "Two policies, roles, flows or the like have the same name."),
  CONFLICTING_POLICIES(Severity.HIGH, "Two policies of the same name grant different access."),
  PRESET_OF_MISSING_COLLECTION(Severity.LOW, "A preset is for a missing collection."),
  PRESET_OF_MISSING_FIELD(Severity.LOW, "A preset uses a missing field."),
  FLOW_OPERATION_MISSING(Severity.HIGH, "A flow starts with a missing operation."),
  OPERATION_UNREACHABLE(Severity.LOW, "An operation is not reachable from any flow."),
  FLOW_OF_MISSING_COLLECTION(Severity.MEDIUM, "A flow is triggered by a missing collection."),
  OPERATION_OF_MISSING_COLLECTION(Severity.MEDIUM, "An operation uses a missing collection."),
  OPERATION_OF_MISSING_ROLE(
      Severity.MEDIUM, "An operation runs with the permissions of a role that does not exist."),
  OPERATION_TRIGGERS_MISSING_FLOW(
      Severity.HIGH, "An operation triggers a flow that does not exist."),
  OPERATION_TRIGGERS_INACTIVE_FLOW(Severity.INFO, "An operation triggers a flow that is inactive."),
  OPERATION_TRIGGERS_FLOW_OF_OTHER_TRIGGER(
      Severity.INFO, "An operation triggers a flow that no other flow can trigger."),
  OPERATION_OF_MISSING_FIELD(Severity.MEDIUM, "An operation uses a missing field."),
  PANEL_OF_MISSING_COLLECTION(Severity.LOW, "A panel shows a missing collection."),
  PANEL_OF_MISSING_FIELD(Severity.LOW, "A panel uses a missing field."),
  VERSION_OF_MISSING_ITEM(Severity.LOW, "A content version belongs to a missing item."),
  VERSION_OF_MISSING_FIELD(Severity.INFO, "A content version changes a missing field."),
  SHARE_OF_MISSING_ITEM(Severity.MEDIUM, "A share is of a missing item."),
  COMMENT_OF_MISSING_ITEM(Severity.INFO, "A comment is about a missing item."),
  REVISION_OF_MISSING_COLLECTION(Severity.INFO, "A revision belongs to a missing collection."),
  STORAGE_NOT_SERVED(Severity.HIGH, "Directus serves no file of a storage location."),
  FILE_WITHOUT_BINARY(Severity.HIGH, "A file has no binary in the storage.");

  // Asked for thousands of times in each scan.
  private final String label = name().toLowerCase(Locale.ROOT);
  private final Severity severity;
  private final String meaning;

  CheckCode(Severity severity, String meaning) {
    this.severity = severity;
    this.meaning = meaning;
  }

  public Severity severity() {
    return severity;
  }

  /** What it says of each row that it counts; one sentence for a person. */
  public String meaning() {
    return meaning;
  }

  /** As written in REST and metrics. */
  public String label() {
    return label;
  }
}
