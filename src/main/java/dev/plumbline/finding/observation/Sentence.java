package dev.plumbline.finding.observation;

import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import java.util.Locale;

/** What is wrong with rows, in one sentence. Names and numbers only, never a value of a record. */
final class Sentence {
  private final CheckId check;
  private final long count;
  private final String collection;
  private final String field;

  private Sentence(CheckId check, long count) {
    this.check = check;
    this.count = count;
    this.collection = "`" + check.collection() + "`";
    this.field = check.field().map(name -> "`" + name + "`").orElse("a field");
  }

  static String of(CheckId check, long count) {
    // The sentence about a storage location names it.
    boolean bare = check.detail().isEmpty() || check.code() == CheckCode.STORAGE_NOT_SERVED;
    String detail = bare ? "" : " (" + check.detail() + ")";
    return new Sentence(check, count).text() + detail;
  }

  private String text() {
    return switch (check.code()) {
      case ORPHANED_REFERENCE -> orphans("a missing row");
      case ORPHANED_FILE_REFERENCE -> orphans("a missing file");
      case ORPHANED_JUNCTION_ROW -> orphans("a missing item");
      case ORPHANED_TRANSLATION -> orphans("a missing item or language");
      case ORPHANED_SELF_REFERENCE -> orphans("a missing row of the same collection");
      case HALF_EMPTY_JUNCTION_ROW -> rows("references", "reference") + "only one side of the pair";
      case DUPLICATE_JUNCTION_ROW ->
          rows("connects", "connect") + "a pair that another row connects too";
      case M2A_COLLECTION_NOT_ALLOWED ->
          rows("references", "reference") + "a collection that " + field + " does not allow";
      case M2A_COLLECTION_MISSING ->
          rows("references", "reference") + "a collection without a table through " + field;
      case M2A_KEY_MALFORMED ->
          values() + "not a valid key of the collection that the row references";
      case M2A_ITEM_MISSING -> orphans("a missing item");
      case TREE_CYCLE -> rows("is its", "are their") + "own ancestor through " + field;
      case REQUIRED_NULL -> rows("has", "have") + "no value in " + field + ", which is required";
      case REQUIRED_EMPTY ->
          rows("has", "have") + "an empty value in " + field + ", which is required";
      case NOT_A_CHOICE -> values() + "not one of its choices";
      case DUPLICATE_VALUE ->
          rows("has", "have")
              + "the same value in "
              + field
              + " as another row, but it should be unique";
      case VALIDATION_BROKEN -> inRows() + ": " + field + " breaks its validation rule";
      case MALFORMED_UUID -> values() + "not a valid UUID";
      case MALFORMED_INTEGER -> values() + "not an integer";
      case MALFORMED_EMAIL -> values() + "not a valid e-mail address";
      case MALFORMED_URL -> values() + "not a valid URL";
      case MALFORMED_JSON -> values() + "not valid JSON";
      case CONCEALED_VALUE_OVERWRITTEN ->
          rows("has", "have")
              + "ten asterisks in "
              + field
              + " instead of a value: the masked value that the API shows was written back";
      case MOJIBAKE ->
          rows("has", "have")
              + "garbled text (mojibake) in "
              + field
              + ": its encoding was misread";
      case SEQUENCE_BEHIND ->
          "the sequence of `"
              + check.subject()
              + "` is behind the data: "
              + SequenceBehind.effect(check.collection());
      case FOREIGN_KEY_WITHOUT_INDEX ->
          String.format(
              Locale.ROOT,
              "the foreign key %s of %s has no index: deleting one referenced row reads all rows of"
                  + " %s, about %d",
              field,
              collection,
              collection,
              count);
      case PERMISSION_OF_MISSING_COLLECTION ->
          some("permission") + be() + "for a missing collection";
      case PERMISSION_OF_MISSING_FIELD ->
          some("permission") + verb("lists", "list") + "a missing field";
      case PERMISSION_RULE_OF_MISSING_FIELD ->
          some("permission")
              + verb("has", "have")
              + "a missing field in the filter or validation: requests under "
              + (count == 1 ? "it" : "them")
              + " are refused (403)";
      case PERMISSION_PRESET_OF_MISSING_FIELD ->
          some("permission") + verb("sets", "set") + "a default value for a missing field";
      case DUPLICATE_PERMISSION ->
          some("permission")
              + verb("has", "have")
              + "the same policy, collection and action as another permission";
      case DUPLICATE_NAME -> duplicateNames();
      case CONFLICTING_POLICIES ->
          some("policy", "policies")
              + verb("has", "have")
              + "the same name as another policy, but "
              + verb("grants", "grant").strip()
              + " different access";
      case PRESET_OF_MISSING_COLLECTION -> some("preset") + be() + "for a missing collection";
      case PRESET_OF_MISSING_FIELD ->
          some("preset")
              + verb("uses", "use")
              + "a missing field: the list that is opened with "
              + (count == 1 ? "it" : "them")
              + " is refused (403)";
      case FLOW_OPERATION_MISSING ->
          some("flow") + verb("starts", "start") + "with a missing operation";
      case OPERATION_UNREACHABLE -> some("operation") + be() + "not reachable from any flow";
      case FLOW_OF_MISSING_COLLECTION -> some("flow") + be() + "triggered by a missing collection";
      case OPERATION_OF_MISSING_COLLECTION ->
          some("operation") + verb("uses", "use") + "a missing collection";
      case OPERATION_OF_MISSING_ROLE ->
          some("operation")
              + verb("fails", "fail")
              + "because the role whose permissions "
              + (count == 1 ? "it uses" : "they use")
              + " does not exist";
      case OPERATION_TRIGGERS_MISSING_FLOW ->
          some("operation")
              + verb("triggers", "trigger")
              + "a flow that does not exist; nothing happens, and no error is shown";
      case OPERATION_TRIGGERS_INACTIVE_FLOW ->
          some("operation")
              + verb("triggers", "trigger")
              + "an inactive flow; nothing happens until it is active";
      case OPERATION_TRIGGERS_FLOW_OF_OTHER_TRIGGER ->
          some("operation")
              + verb("triggers", "trigger")
              + "a flow whose own trigger is not `Another Flow`; nothing happens";
      case OPERATION_OF_MISSING_FIELD ->
          some("operation")
              + verb("reads, selects or writes", "read, select or write")
              + "a missing field: the flow fails, or leaves the value out";
      case PANEL_OF_MISSING_COLLECTION ->
          some("panel") + verb("shows", "show") + "a missing collection";
      case PANEL_OF_MISSING_FIELD ->
          some("panel")
              + verb("uses", "use")
              + "a missing field and"
              + verb("shows", "show")
              + "nothing";
      case VERSION_OF_MISSING_ITEM ->
          some("version") + verb("belongs", "belong") + "to a missing item";
      case VERSION_OF_MISSING_FIELD ->
          some("version")
              + verb("changes", "change")
              + "a missing field: promoting "
              + (count == 1 ? "it" : "them")
              + " leaves the value out";
      case SHARE_OF_MISSING_ITEM -> some("share") + be() + "of a missing item";
      case COMMENT_OF_MISSING_ITEM -> some("comment") + be() + "about a missing item";
      case REVISION_OF_MISSING_COLLECTION ->
          some("revision") + verb("belongs", "belong") + "to a missing collection";
      case STORAGE_NOT_SERVED ->
          "Directus serves no file of the storage location `"
              + check.detail()
              + "` ("
              + some("file")
              + ")";
      case FILE_WITHOUT_BINARY -> some("file") + verb("has", "have") + "no binary in the storage";
    };
  }

  private String rows(String ofOne, String ofMany) {
    return inRows() + verb(ofOne, ofMany);
  }

  private String inRows() {
    return count + (count == 1 ? " row in " : " rows in ") + collection;
  }

  /** About the value of the field in each row. */
  private String values() {
    return inRows() + ": " + field + " is ";
  }

  private String orphans(String missing) {
    return rows("references", "reference") + missing + " through " + field;
  }

  private String duplicateNames() {
    return switch (check.collection()) {
      case "directus_policies" -> alike("policy", "policies", "name");
      case "directus_roles" -> alike("role", "roles", "name and parent");
      case "directus_flows" -> alike("flow", "flows", "name");
      case "directus_dashboards" -> alike("dashboard", "dashboards", "name");
      case "directus_folders" -> alike("folder", "folders", "name and parent");
      case "directus_presets" -> alike("bookmark", "bookmarks", "name, collection and role");
      case "directus_translations" ->
          alike("custom translation", "custom translations", "language and key");
      case "directus_operations" -> alike("operation", "operations", "flow and key");
      default -> rows("has", "have") + "the same " + field + " as another row";
    };
  }

  private String alike(String noun, String nouns, String what) {
    return some(noun, nouns) + verb("has", "have") + "the same " + what + " as another " + noun;
  }

  private String some(String noun) {
    return some(noun, noun + "s");
  }

  private String some(String noun, String nouns) {
    return count + " " + (count == 1 ? noun : nouns);
  }

  private String be() {
    return verb("is", "are");
  }

  /** With a space on both sides. */
  private String verb(String ofOne, String ofMany) {
    return " " + (count == 1 ? ofOne : ofMany) + " ";
  }
}
