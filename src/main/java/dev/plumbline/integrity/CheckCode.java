package dev.plumbline.integrity;

import dev.plumbline.severity.Severity;
import java.util.Locale;

/** Kinds of checks. Stable; part of REST and metrics. */
public enum CheckCode {
  /** A many-to-one names a row that is gone. */
  ORPHANED_REFERENCE(Severity.HIGH),
  /** A file field names a file that is gone. */
  ORPHANED_FILE_REFERENCE(Severity.HIGH),
  /** A row of a junction names a row that is gone. */
  ORPHANED_JUNCTION_ROW(Severity.HIGH),
  /** A translation names an item or a language that is gone. */
  ORPHANED_TRANSLATION(Severity.HIGH),
  /** A row names a row of its own collection that is gone. */
  ORPHANED_SELF_REFERENCE(Severity.HIGH),
  /** A row of a junction has lost one side. */
  HALF_EMPTY_JUNCTION_ROW(Severity.MEDIUM),
  /** Two rows of a junction join the same pair. */
  DUPLICATE_JUNCTION_ROW(Severity.MEDIUM),
  /** A many-to-any names a collection that it may not. */
  ANY_COLLECTION_NOT_ALLOWED(Severity.HIGH),
  /** A many-to-any names a collection that has no table. */
  ANY_COLLECTION_GONE(Severity.HIGH),
  /** A many-to-any names what is no key of its collection. */
  ANY_KEY_MALFORMED(Severity.HIGH),
  /** A many-to-any names a row that is gone. */
  ANY_ITEM_GONE(Severity.HIGH),
  /** A row is its own ancestor. */
  TREE_CYCLE(Severity.HIGH),
  /** A required field has no value. */
  REQUIRED_NULL(Severity.MEDIUM),
  /** A required field has an empty value. */
  REQUIRED_EMPTY(Severity.MEDIUM),
  /** A value is none of the choices. */
  NOT_A_CHOICE(Severity.MEDIUM),
  /** Two rows share a value that should be unique. */
  DUPLICATE_VALUE(Severity.MEDIUM),
  /** A value breaks the validation rule of its field. */
  VALIDATION_BROKEN(Severity.MEDIUM),
  /** A text is no UUID. */
  MALFORMED_UUID(Severity.MEDIUM),
  /** A text is no e-mail address. */
  MALFORMED_EMAIL(Severity.MEDIUM),
  /** A text is no URL. */
  MALFORMED_URL(Severity.MEDIUM),
  /** A text is no JSON. */
  MALFORMED_JSON(Severity.MEDIUM),
  /** A text was garbled by a wrong encoding. */
  GARBLED_TEXT(Severity.LOW),
  /** A sequence will give a key that is taken. */
  SEQUENCE_BEHIND(Severity.HIGH),
  /** A foreign key of a large table has no index. */
  FOREIGN_KEY_WITHOUT_INDEX(Severity.LOW),
  /** A permission is about a collection that is gone. */
  PERMISSION_OF_MISSING_COLLECTION(Severity.MEDIUM),
  /** A permission names a field that is gone. */
  PERMISSION_OF_MISSING_FIELD(Severity.MEDIUM),
  /** Two permissions of one policy are about the same collection and action. */
  DUPLICATE_PERMISSION(Severity.MEDIUM),
  /** A preset is about a collection that is gone. */
  PRESET_OF_MISSING_COLLECTION(Severity.LOW),
  /** A flow begins with an operation that is gone. */
  FLOW_OPERATION_GONE(Severity.HIGH),
  /** An operation is led to by no flow. */
  OPERATION_UNREACHABLE(Severity.LOW),
  /** A flow is triggered by a collection that is gone. */
  FLOW_OF_MISSING_COLLECTION(Severity.MEDIUM),
  /** An operation works on a collection that is gone. */
  OPERATION_OF_MISSING_COLLECTION(Severity.MEDIUM),
  /** A panel shows a collection that is gone. */
  PANEL_OF_MISSING_COLLECTION(Severity.LOW),
  /** A version is of an item that is gone. */
  VERSION_OF_MISSING_ITEM(Severity.LOW),
  /** Somebody may see an item by a share, and it is gone. */
  SHARE_OF_MISSING_ITEM(Severity.MEDIUM),
  /** A comment is about an item that is gone. */
  COMMENT_OF_MISSING_ITEM(Severity.INFO),
  /** A revision is of a collection that is gone. */
  REVISION_OF_MISSING_COLLECTION(Severity.INFO),
  /** A file has no binary. */
  FILE_WITHOUT_BINARY(Severity.HIGH);

  private final Severity severity;

  CheckCode(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /** As written in REST and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
