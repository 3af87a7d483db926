package dev.plumbline.finding;

import dev.plumbline.integrity.Check.CheckId;
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
    String detail = check.detail().isEmpty() ? "" : " (" + check.detail() + ")";
    return new Sentence(check, count).text() + detail;
  }

  private String text() {
    return switch (check.code()) {
      case ORPHANED_REFERENCE -> rows("names", "name") + "in " + field + " a row that is gone";
      case ORPHANED_FILE_REFERENCE ->
          rows("names", "name") + "in " + field + " a file that is gone";
      case ORPHANED_JUNCTION_ROW ->
          rows("names", "name") + "in " + field + " one side of a pair that is gone";
      case ORPHANED_TRANSLATION ->
          rows("names", "name") + "in " + field + " an item or a language that is gone";
      case ORPHANED_SELF_REFERENCE ->
          rows("names", "name") + "in " + field + " a row of the same collection that is gone";
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
      case MALFORMED_UUID -> rows("has", "have") + "in " + field + " what is no UUID";
      case MALFORMED_EMAIL -> rows("has", "have") + "in " + field + " what is no e-mail address";
      case MALFORMED_URL -> rows("has", "have") + "in " + field + " what is no URL";
      case MALFORMED_JSON -> rows("has", "have") + "in " + field + " what is no JSON";
      case GARBLED_TEXT ->
          rows("has", "have") + "in " + field + " text that a wrong encoding has garbled";
      case SEQUENCE_BEHIND ->
          "the sequence of " + field + " of " + collection + " will give a key that is taken";
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
      case DUPLICATE_PERMISSION ->
          some("permission") + be() + "for the policy, collection and action of another one";
      case PRESET_OF_MISSING_COLLECTION -> some("preset") + be() + "for a collection that is gone";
      case FLOW_OPERATION_GONE ->
          some("flow") + verb("begins", "begin") + "with an operation that is gone";
      case OPERATION_UNREACHABLE -> some("operation") + be() + "led to by no flow";
      case FLOW_OF_MISSING_COLLECTION ->
          some("flow") + be() + "triggered by a collection that is gone";
      case OPERATION_OF_MISSING_COLLECTION ->
          some("operation") + verb("works", "work") + "on a collection that is gone";
      case PANEL_OF_MISSING_COLLECTION ->
          some("panel") + verb("shows", "show") + "a collection that is gone";
      case VERSION_OF_MISSING_ITEM -> some("version") + be() + "of an item that is gone";
      case SHARE_OF_MISSING_ITEM -> some("share") + be() + "of an item that is gone";
      case COMMENT_OF_MISSING_ITEM -> some("comment") + be() + "about an item that is gone";
      case REVISION_OF_MISSING_COLLECTION ->
          some("revision") + be() + "of a collection that is gone";
      case FILE_WITHOUT_BINARY -> some("file") + verb("has", "have") + "no binary in the storage";
    };
  }

  private String rows(String ofOne, String ofMany) {
    return count + (count == 1 ? " row of " : " rows of ") + collection + verb(ofOne, ofMany);
  }

  private String some(String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private String be() {
    return verb("is", "are");
  }

  /** With a space on both sides. */
  private String verb(String ofOne, String ofMany) {
    return " " + (count == 1 ? ofOne : ofMany) + " ";
  }
}
