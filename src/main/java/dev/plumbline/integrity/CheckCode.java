package dev.plumbline.integrity;

import dev.plumbline.severity.Severity;
import java.util.Locale;

/** Kinds of checks. Stable; part of REST and metrics. */
public enum CheckCode {
  ORPHANED_REFERENCE(Severity.HIGH, "A many-to-one references a row that does not exist."),
  ORPHANED_FILE_REFERENCE(Severity.HIGH, "A file field references a file that does not exist."),
  ORPHANED_JUNCTION_ROW(Severity.HIGH, "A row of a junction references a row that does not exist."),
  ORPHANED_TRANSLATION(
      Severity.HIGH, "A translation references an item or a language that does not exist."),
  ORPHANED_SELF_REFERENCE(
      Severity.HIGH, "A row references a row of its own collection that does not exist."),
  HALF_EMPTY_JUNCTION_ROW(Severity.MEDIUM, "A row of a junction has lost one side."),
  DUPLICATE_JUNCTION_ROW(Severity.MEDIUM, "Two rows of a junction join the same pair."),
  ANY_COLLECTION_NOT_ALLOWED(Severity.HIGH, "A many-to-any names a collection that it may not."),
  ANY_COLLECTION_GONE(Severity.HIGH, "A many-to-any names a collection that has no table."),
  ANY_KEY_MALFORMED(Severity.HIGH, "A many-to-any names what is no key of its collection."),
  ANY_ITEM_GONE(Severity.HIGH, "A many-to-any names a row that is gone."),
  TREE_CYCLE(Severity.HIGH, "A row is its own ancestor."),
  REQUIRED_NULL(Severity.MEDIUM, "A required field has no value."),
  REQUIRED_EMPTY(Severity.MEDIUM, "A required field has an empty value."),
  NOT_A_CHOICE(Severity.MEDIUM, "A value is none of the choices."),
  DUPLICATE_VALUE(Severity.MEDIUM, "Two rows share a value that should be unique."),
  VALIDATION_BROKEN(Severity.MEDIUM, "A value breaks the validation rule of its field."),
  MALFORMED_UUID(Severity.MEDIUM, "A text is not a UUID."),
  MALFORMED_INTEGER(Severity.MEDIUM, "A text is not an integer."),
  MALFORMED_EMAIL(Severity.MEDIUM, "A text is no e-mail address."),
  MALFORMED_URL(Severity.MEDIUM, "A text is no URL."),
  MALFORMED_JSON(Severity.MEDIUM, "A text is no JSON."),
  CONCEALED_VALUE_OVERWRITTEN(Severity.HIGH, "A concealed value is ten asterisks."),
  GARBLED_TEXT(Severity.LOW, "A text was garbled by a wrong encoding."),
  SEQUENCE_BEHIND(Severity.HIGH, "A sequence gives a number that is already taken."),
  FOREIGN_KEY_WITHOUT_INDEX(Severity.LOW, "A foreign key of a large table has no index."),
  PERMISSION_OF_MISSING_COLLECTION(
      Severity.MEDIUM, "A permission is about a collection that is gone."),
  PERMISSION_OF_MISSING_FIELD(Severity.MEDIUM, "A permission names a field that is gone."),
  PERMISSION_RULE_OF_MISSING_FIELD(
      Severity.HIGH, "The filter or the validation of a permission names a missing field."),
  PERMISSION_PRESET_OF_MISSING_FIELD(
      Severity.MEDIUM, "A permission gives a value to a missing field."),
  DUPLICATE_PERMISSION(
      Severity.MEDIUM, "Two permissions of one policy are about the same collection and action."),
  DUPLICATE_NAME(Severity.MEDIUM, "Two things of one kind have the same name."),
  CONFLICTING_POLICIES(Severity.HIGH, "Two policies of the same name grant different access."),
  PRESET_OF_MISSING_COLLECTION(Severity.LOW, "A preset is about a collection that is gone."),
  PRESET_OF_MISSING_FIELD(Severity.LOW, "A preset names a missing field."),
  FLOW_OPERATION_GONE(Severity.HIGH, "A flow begins with an operation that is gone."),
  OPERATION_UNREACHABLE(Severity.LOW, "An operation is led to by no flow."),
  FLOW_OF_MISSING_COLLECTION(Severity.MEDIUM, "A flow is triggered by a collection that is gone."),
  OPERATION_OF_MISSING_COLLECTION(
      Severity.MEDIUM, "An operation works on a collection that is gone."),
  OPERATION_OF_MISSING_ROLE(
      Severity.MEDIUM, "An operation runs with the permissions of a role that does not exist."),
  OPERATION_TRIGGERS_MISSING_FLOW(
      Severity.HIGH, "An operation triggers a flow that does not exist."),
  OPERATION_TRIGGERS_INACTIVE_FLOW(Severity.INFO, "An operation triggers a flow that is inactive."),
  OPERATION_TRIGGERS_FLOW_OF_OTHER_TRIGGER(
      Severity.INFO, "An operation triggers a flow that no other flow can trigger."),
  OPERATION_OF_MISSING_FIELD(Severity.MEDIUM, "An operation names a missing field."),
  PANEL_OF_MISSING_COLLECTION(Severity.LOW, "A panel shows a collection that is gone."),
  PANEL_OF_MISSING_FIELD(Severity.LOW, "A panel names a missing field."),
  VERSION_OF_MISSING_ITEM(Severity.LOW, "A version is of an item that is gone."),
  VERSION_OF_MISSING_FIELD(Severity.INFO, "A version changes a missing field."),
  SHARE_OF_MISSING_ITEM(Severity.MEDIUM, "Somebody may see an item by a share, and it is gone."),
  COMMENT_OF_MISSING_ITEM(Severity.INFO, "A comment is about an item that is gone."),
  REVISION_OF_MISSING_COLLECTION(Severity.INFO, "A revision is of a collection that is gone."),
  STORAGE_NOT_SERVED(Severity.HIGH, "Directus serves no file of a storage location."),
  FILE_WITHOUT_BINARY(Severity.HIGH, "A file has no binary.");

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
