package dev.plumbline.integrity.compile.system;

import static dev.plumbline.severity.Severity.HIGH;
import static dev.plumbline.severity.Severity.INFO;
import static dev.plumbline.severity.Severity.LOW;
import static dev.plumbline.severity.Severity.MEDIUM;

import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.ViolationSentence;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.severity.Severity;
import java.util.function.Function;

/**
 * Every check of what Directus wrote into its own tables about collections, fields and items, where
 * no foreign key keeps it true. A constant is the one place where a check is registered.
 */
// Functions without state: Error Prone cannot see that they are immutable.
@SuppressWarnings("ImmutableEnumChecker")
public enum SystemCheck implements CheckCode {
  PERMISSION_OF_MISSING_COLLECTION(
      MEDIUM,
      "A permission is for a missing collection.",
      s -> s.some("permission") + s.be() + "for a missing collection",
      (inputs, tables, into) -> new AccessChecks(tables, into).compile()),
  PERMISSION_OF_MISSING_FIELD(
      MEDIUM,
      "A permission lists a missing field.",
      s -> s.some("permission") + s.verb("lists", "list") + "a missing field",
      (inputs, tables, into) -> new FieldNameChecks(inputs, tables, into).compile()),
  PERMISSION_RULE_OF_MISSING_FIELD(
      HIGH,
      "The filter or validation of a permission uses a missing field.",
      s ->
          s.some("permission")
              + s.verb("has", "have")
              + "a missing field in the filter or validation: requests under "
              + (s.count() == 1 ? "it" : "them")
              + " are refused (403)"),
  PERMISSION_PRESET_OF_MISSING_FIELD(
      MEDIUM,
      "A permission sets a default value for a missing field.",
      s -> s.some("permission") + s.verb("sets", "set") + "a default value for a missing field"),
  DUPLICATE_PERMISSION(
      MEDIUM,
      "Two permissions of one policy are for the same collection and action.",
      s ->
          s.some("permission")
              + s.verb("has", "have")
              + "the same policy, collection and action as another permission"),
  DUPLICATE_NAME(
      MEDIUM,
      "Two policies, roles, flows or the like have the same name.",
      s -> NameChecks.sentence(s),
      (inputs, tables, into) -> new NameChecks(inputs, tables, into).compile()),
  CONFLICTING_POLICIES(
      HIGH,
      "Two policies of the same name grant different access.",
      s ->
          s.some("policy", "policies")
              + s.verb("has", "have")
              + "the same name as another policy, but "
              + s.verb("grants", "grant").strip()
              + " different access"),
  PRESET_OF_MISSING_COLLECTION(
      LOW,
      "A preset is for a missing collection.",
      s -> s.some("preset") + s.be() + "for a missing collection"),
  PRESET_OF_MISSING_FIELD(
      LOW,
      "A preset uses a missing field.",
      s ->
          s.some("preset")
              + s.verb("uses", "use")
              + "a missing field: the list that is opened with "
              + (s.count() == 1 ? "it" : "them")
              + " is refused (403)"),
  FLOW_OPERATION_MISSING(
      HIGH,
      "A flow starts with a missing operation.",
      s -> s.some("flow") + s.verb("starts", "start") + "with a missing operation",
      (inputs, tables, into) -> new AutomationChecks(inputs, tables, into).compile()),
  OPERATION_UNREACHABLE(
      LOW,
      "An operation is not reachable from any flow.",
      s -> s.some("operation") + s.be() + "not reachable from any flow"),
  FLOW_OF_MISSING_COLLECTION(
      MEDIUM,
      "A flow is triggered by a missing collection.",
      s -> s.some("flow") + s.be() + "triggered by a missing collection"),
  OPERATION_OF_MISSING_COLLECTION(
      MEDIUM,
      "An operation uses a missing collection.",
      s -> s.some("operation") + s.verb("uses", "use") + "a missing collection"),
  OPERATION_OF_MISSING_ROLE(
      MEDIUM,
      "An operation runs with the permissions of a role that does not exist.",
      s ->
          s.some("operation")
              + s.verb("fails", "fail")
              + "because the role whose permissions "
              + (s.count() == 1 ? "it uses" : "they use")
              + " does not exist"),
  OPERATION_TRIGGERS_MISSING_FLOW(
      HIGH,
      "An operation triggers a flow that does not exist.",
      s ->
          s.some("operation")
              + s.verb("triggers", "trigger")
              + "a flow that does not exist; nothing happens, and no error is shown",
      (inputs, tables, into) -> new FlowCallChecks(tables, into).compile()),
  OPERATION_TRIGGERS_INACTIVE_FLOW(
      INFO,
      "An operation triggers a flow that is inactive.",
      s ->
          s.some("operation")
              + s.verb("triggers", "trigger")
              + "an inactive flow; nothing happens until it is active"),
  OPERATION_TRIGGERS_FLOW_OF_OTHER_TRIGGER(
      INFO,
      "An operation triggers a flow that no other flow can trigger.",
      s ->
          s.some("operation")
              + s.verb("triggers", "trigger")
              + "a flow whose own trigger is not `Another Flow`; nothing happens"),
  OPERATION_OF_MISSING_FIELD(
      MEDIUM,
      "An operation uses a missing field.",
      s ->
          s.some("operation")
              + s.verb("reads, selects or writes", "read, select or write")
              + "a missing field: the flow fails, or leaves the value out"),
  PANEL_OF_MISSING_COLLECTION(
      LOW,
      "A panel shows a missing collection.",
      s -> s.some("panel") + s.verb("shows", "show") + "a missing collection"),
  PANEL_OF_MISSING_FIELD(
      LOW,
      "A panel uses a missing field.",
      s ->
          s.some("panel")
              + s.verb("uses", "use")
              + "a missing field and"
              + s.verb("shows", "show")
              + "nothing"),
  VERSION_OF_MISSING_ITEM(
      LOW,
      "A content version belongs to a missing item.",
      s -> s.some("version") + s.verb("belongs", "belong") + "to a missing item",
      (inputs, tables, into) -> new ItemChecks(inputs, tables, into).compile()),
  VERSION_OF_MISSING_FIELD(
      INFO,
      "A content version changes a missing field.",
      s ->
          s.some("version")
              + s.verb("changes", "change")
              + "a missing field: promoting "
              + (s.count() == 1 ? "it" : "them")
              + " leaves the value out"),
  SHARE_OF_MISSING_ITEM(
      MEDIUM, "A share is of a missing item.", s -> s.some("share") + s.be() + "of a missing item"),
  COMMENT_OF_MISSING_ITEM(
      INFO,
      "A comment is about a missing item.",
      s -> s.some("comment") + s.be() + "about a missing item"),
  REVISION_OF_MISSING_COLLECTION(
      INFO,
      "A revision belongs to a missing collection.",
      s -> s.some("revision") + s.verb("belongs", "belong") + "to a missing collection"),
  STORAGE_NOT_SERVED(
      HIGH,
      "Directus serves no file of a storage location.",
      s ->
          "Directus serves no file of the storage location `"
              + s.detail()
              + "` ("
              + s.some("file")
              + ")"),
  FILE_WITHOUT_BINARY(
      HIGH,
      "A file has no binary in the storage.",
      s -> s.some("file") + s.verb("has", "have") + "no binary in the storage");

  private final Declaration declaration;
  private final Rule rule;

  /** Adds checks of Directus's own tables. */
  @FunctionalInterface
  private interface Rule {
    void compile(CheckInputs inputs, ExistingSystemTables tables, CheckCollector into);
  }

  /** Of one that is made by the class of another constant. */
  SystemCheck(Severity severity, String meaning, Function<ViolationSentence, String> sentence) {
    this(severity, meaning, sentence, (inputs, tables, into) -> {});
  }

  SystemCheck(
      Severity severity, String meaning, Function<ViolationSentence, String> sentence, Rule rule) {
    this.declaration = Declaration.of(name(), severity, meaning, sentence);
    this.rule = rule;
  }

  public static void compile(CheckInputs inputs, CheckCollector into) {
    ExistingSystemTables tables = new ExistingSystemTables(inputs, into);
    for (SystemCheck check : values()) {
      check.rule.compile(inputs, tables, into);
    }
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
