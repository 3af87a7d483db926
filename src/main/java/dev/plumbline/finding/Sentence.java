package dev.plumbline.finding;

import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import java.util.Locale;

/** Tells in one sentence what rows do wrong. Names and numbers only, never a value of a record. */
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
      case HALF_EMPTY_JUNCTION_ROW -> rows("has", "have") + "lost one side of the pair";
      case DUPLICATE_JUNCTION_ROW ->
          rows("joins", "join") + "a pair that another one joins as well";
      case ANY_COLLECTION_NOT_ALLOWED ->
          rows("names", "name") + "for " + field + " a collection that it may not lead to";
      case ANY_COLLECTION_GONE ->
          rows("names", "name") + "for " + field + " a collection that has no table";
      case ANY_KEY_MALFORMED ->
          rows("has", "have") + "in " + field + " what is no key of the collection beside it";
      case ANY_ITEM_GONE -> rows("names", "name") + "in " + field + " an item that is gone";
      case TREE_CYCLE -> rows("leads", "lead") + "by " + field + " back to itself";
      case REQUIRED_NULL -> rows("has", "have") + "no value in " + field + ", which is required";
      case REQUIRED_EMPTY ->
          rows("has", "have") + "an empty value in " + field + ", which is required";
      case NOT_A_CHOICE -> rows("has", "have") + "in " + field + " what is none of its choices";
      case DUPLICATE_VALUE ->
          rows("shares", "share") + "with another one what should be unique in " + field;
      case VALIDATION_BROKEN ->
          rows("has", "have") + "in " + field + " what its validation rule forbids";
      case MALFORMED_UUID -> rows("has", "have") + "a text in " + field + " that is not a UUID";
      case MALFORMED_INTEGER ->
          rows("has", "have") + "a text in " + field + " that is not an integer";
      case MALFORMED_EMAIL -> rows("has", "have") + "in " + field + " what is no e-mail address";
      case MALFORMED_URL -> rows("has", "have") + "in " + field + " what is no URL";
      case MALFORMED_JSON -> rows("has", "have") + "in " + field + " what is no JSON";
      case CONCEALED_VALUE_OVERWRITTEN ->
          rows("has", "have")
              + "ten asterisks in "
              + field
              + " instead of a value: what the API shows was written back";
      case GARBLED_TEXT ->
          rows("has", "have") + "in " + field + " text that a wrong encoding has garbled";
      case SEQUENCE_BEHIND ->
          "the sequence of "
              + field
              + " of "
              + collection
              + " gives a number that is already taken: "
              + TakenNumber.effect(check.collection());
      case FOREIGN_KEY_WITHOUT_INDEX ->
          String.format(
              Locale.ROOT,
              "the foreign key %s of %s has no index: all its rows, about %d, are read for each row"
                  + " that is deleted where it leads to",
              field,
              collection,
              count);
      case PERMISSION_OF_MISSING_COLLECTION ->
          some("permission") + be() + "about a collection that is gone";
      case PERMISSION_OF_MISSING_FIELD ->
          some("permission") + verb("names", "name") + "a field that is gone";
      case PERMISSION_RULE_OF_MISSING_FIELD ->
          some("permission")
              + verb("filters", "filter")
              + "or validates by a missing field: requests under "
              + (count == 1 ? "it" : "them")
              + " are refused (403)";
      case PERMISSION_PRESET_OF_MISSING_FIELD ->
          some("permission") + verb("gives", "give") + "a value to a missing field";
      case DUPLICATE_PERMISSION ->
          some("permission") + be() + "for the policy, collection and action of another one";
      case DUPLICATE_NAME -> duplicateNames();
      case CONFLICTING_POLICIES ->
          some("policy", "policies")
              + verb("has", "have")
              + "the name of another policy and different access";
      case PRESET_OF_MISSING_COLLECTION -> some("preset") + be() + "for a collection that is gone";
      case PRESET_OF_MISSING_FIELD ->
          some("preset")
              + verb("names", "name")
              + "a missing field: the list that is opened with "
              + (count == 1 ? "it" : "them")
              + " is refused (403)";
      case FLOW_OPERATION_GONE ->
          some("flow") + verb("begins", "begin") + "with an operation that is gone";
      case OPERATION_UNREACHABLE -> some("operation") + be() + "led to by no flow";
      case FLOW_OF_MISSING_COLLECTION ->
          some("flow") + be() + "triggered by a collection that is gone";
      case OPERATION_OF_MISSING_COLLECTION ->
          some("operation") + verb("works", "work") + "on a collection that is gone";
      case OPERATION_OF_MISSING_ROLE ->
          some("operation")
              + verb("fails", "fail")
              + "because the role whose permissions it should have does not exist";
      case OPERATION_TRIGGERS_MISSING_FLOW ->
          some("operation")
              + verb("triggers", "trigger")
              + "a flow that does not exist; nothing happens, and no error is shown";
      case OPERATION_TRIGGERS_INACTIVE_FLOW ->
          some("operation")
              + verb("triggers", "trigger")
              + "a flow that is inactive; nothing happens until it is active";
      case OPERATION_TRIGGERS_FLOW_OF_OTHER_TRIGGER ->
          some("operation")
              + verb("triggers", "trigger")
              + "a flow whose own trigger is not `Another Flow`; nothing happens";
      case OPERATION_OF_MISSING_FIELD ->
          some("operation")
              + verb("reads, selects or writes", "read, select or write")
              + "a missing field: the flow fails, or leaves the value out";
      case PANEL_OF_MISSING_COLLECTION ->
          some("panel") + verb("shows", "show") + "a collection that is gone";
      case PANEL_OF_MISSING_FIELD ->
          some("panel")
              + verb("names", "name")
              + "a missing field and"
              + verb("shows", "show")
              + "nothing";
      case VERSION_OF_MISSING_ITEM -> some("version") + be() + "of an item that is gone";
      case VERSION_OF_MISSING_FIELD ->
          some("version")
              + verb("changes", "change")
              + "a missing field: promoting "
              + (count == 1 ? "it" : "them")
              + " leaves the value out";
      case SHARE_OF_MISSING_ITEM -> some("share") + be() + "of an item that is gone";
      case COMMENT_OF_MISSING_ITEM -> some("comment") + be() + "about an item that is gone";
      case REVISION_OF_MISSING_COLLECTION ->
          some("revision") + be() + "of a collection that is gone";
      case STORAGE_NOT_SERVED ->
          "no file of `" + check.detail() + "` is served (" + some("file") + ")";
      case FILE_WITHOUT_BINARY -> some("file") + verb("has", "have") + "no binary in the storage";
    };
  }

  private String rows(String ofOne, String ofMany) {
    return count + (count == 1 ? " row of " : " rows of ") + collection + verb(ofOne, ofMany);
  }

  private String orphans(String missing) {
    return count
        + (count == 1 ? " row in " : " rows in ")
        + collection
        + verb("references", "reference")
        + missing
        + " through "
        + field;
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
    return some(noun, nouns) + verb("has", "have") + "the " + what + " of another " + noun;
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
