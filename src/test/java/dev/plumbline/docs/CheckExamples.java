package dev.plumbline.docs;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.observation.IntegrityObservations;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Outcome;
import java.util.List;
import java.util.Optional;

/** The sentence of each check, about a small model. */
final class CheckExamples {
  private CheckExamples() {}

  static String sentence(CheckCode code) {
    String[] subject = subject(code).split("\\.", 2);
    CheckId check =
        new CheckId(
            code,
            subject[0],
            subject.length > 1 ? Optional.of(subject[1]) : Optional.empty(),
            code == CheckCode.STORAGE_NOT_SERVED ? "s3" : "");
    return IntegrityObservations.violation(
            new EnvironmentId("production"), check, new Outcome.Violated(rows(code), List.of(), ""))
        .message();
  }

  private static long rows(CheckCode code) {
    return code == CheckCode.FOREIGN_KEY_WITHOUT_INDEX ? 250_000 : 3;
  }

  private static String subject(CheckCode code) {
    return switch (code) {
      case ORPHANED_REFERENCE, FOREIGN_KEY_WITHOUT_INDEX -> "articles.author";
      case ORPHANED_FILE_REFERENCE -> "articles.cover";
      case ORPHANED_JUNCTION_ROW -> "articles_tags.tag";
      case HALF_EMPTY_JUNCTION_ROW, DUPLICATE_JUNCTION_ROW -> "articles_tags";
      case ORPHANED_TRANSLATION -> "articles_translations.language";
      case ORPHANED_SELF_REFERENCE, TREE_CYCLE -> "pages.parent";
      case M2A_COLLECTION_NOT_ALLOWED,
          M2A_COLLECTION_MISSING,
          M2A_KEY_MALFORMED,
          M2A_ITEM_MISSING ->
          "page_blocks.item";
      case REQUIRED_NULL, REQUIRED_EMPTY, VALIDATION_BROKEN, MOJIBAKE -> "articles.title";
      case NOT_A_CHOICE -> "articles.status";
      case DUPLICATE_VALUE -> "articles.slug";
      case MALFORMED_UUID, MALFORMED_INTEGER -> "articles.owner";
      case MALFORMED_EMAIL -> "authors.email";
      case MALFORMED_URL -> "authors.website";
      case MALFORMED_JSON -> "authors.settings";
      case CONCEALED_VALUE_OVERWRITTEN -> "authors.api_key";
      case SEQUENCE_BEHIND -> "pages.id";
      case PERMISSION_OF_MISSING_COLLECTION, DUPLICATE_PERMISSION ->
          "directus_permissions.collection";
      case PERMISSION_OF_MISSING_FIELD -> "directus_permissions.fields";
      case PERMISSION_RULE_OF_MISSING_FIELD -> "directus_permissions.permissions";
      case PERMISSION_PRESET_OF_MISSING_FIELD -> "directus_permissions.presets";
      case DUPLICATE_NAME, CONFLICTING_POLICIES -> "directus_policies.name";
      case PRESET_OF_MISSING_COLLECTION, PRESET_OF_MISSING_FIELD -> "directus_presets.collection";
      case FLOW_OPERATION_MISSING -> "directus_flows.operation";
      case FLOW_OF_MISSING_COLLECTION -> "directus_flows.options";
      case OPERATION_UNREACHABLE,
          OPERATION_OF_MISSING_COLLECTION,
          OPERATION_OF_MISSING_ROLE,
          OPERATION_TRIGGERS_MISSING_FLOW,
          OPERATION_TRIGGERS_INACTIVE_FLOW,
          OPERATION_TRIGGERS_FLOW_OF_OTHER_TRIGGER,
          OPERATION_OF_MISSING_FIELD ->
          "directus_operations.options";
      case PANEL_OF_MISSING_COLLECTION, PANEL_OF_MISSING_FIELD -> "directus_panels.options";
      case VERSION_OF_MISSING_ITEM, VERSION_OF_MISSING_FIELD -> "directus_versions.item";
      case SHARE_OF_MISSING_ITEM -> "directus_shares.item";
      case COMMENT_OF_MISSING_ITEM -> "directus_comments.item";
      case REVISION_OF_MISSING_COLLECTION -> "directus_revisions.collection";
      case STORAGE_NOT_SERVED, FILE_WITHOUT_BINARY -> "directus_files.storage";
    };
  }
}
