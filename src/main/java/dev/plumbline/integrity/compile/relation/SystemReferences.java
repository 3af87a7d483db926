package dev.plumbline.integrity.compile.relation;

import java.util.List;

/**
 * The references between Directus's own tables. Directus does not write them into {@code
 * directus_relations}; it makes a foreign key for each, which a restore, a migration or a person
 * may have dropped. Those of Directus 11.17.4 and 12.4.0; a table or column that is not there
 * belongs to another version.
 */
final class SystemReferences {
  static final List<OwnReference> ALL =
      """
      directus_access.policy directus_policies
      directus_access.role directus_roles
      directus_access.user directus_users
      directus_comments.user_created directus_users
      directus_comments.user_updated directus_users
      directus_dashboards.user_created directus_users
      directus_deployment_projects.deployment directus_deployments
      directus_deployment_projects.user_created directus_users
      directus_deployment_runs.project directus_deployment_projects
      directus_deployment_runs.user_created directus_users
      directus_deployments.user_created directus_users
      directus_files.folder directus_folders
      directus_files.modified_by directus_users
      directus_files.uploaded_by directus_users
      directus_flows.folder directus_folders
      directus_flows.user_created directus_users
      directus_folders.parent directus_folders
      directus_notifications.recipient directus_users
      directus_notifications.sender directus_users
      directus_oauth_codes.client directus_oauth_clients
      directus_oauth_codes.user directus_users
      directus_oauth_consents.client directus_oauth_clients
      directus_oauth_consents.user directus_users
      directus_oauth_tokens.client directus_oauth_clients
      directus_oauth_tokens.user directus_users
      directus_operations.flow directus_flows
      directus_operations.reject directus_operations
      directus_operations.resolve directus_operations
      directus_operations.user_created directus_users
      directus_panels.dashboard directus_dashboards
      directus_panels.user_created directus_users
      directus_permissions.policy directus_policies
      directus_presets.role directus_roles
      directus_presets.user directus_users
      directus_revisions.activity directus_activity
      directus_revisions.parent directus_revisions
      directus_revisions.version directus_versions
      directus_roles.parent directus_roles
      directus_sessions.oauth_client directus_oauth_clients
      directus_sessions.share directus_shares
      directus_sessions.user directus_users
      directus_settings.project_logo directus_files
      directus_settings.public_background directus_files
      directus_settings.public_favicon directus_files
      directus_settings.public_foreground directus_files
      directus_settings.public_registration_role directus_roles
      directus_settings.storage_default_folder directus_folders
      directus_shares.role directus_roles
      directus_shares.user_created directus_users
      directus_users.avatar directus_files
      directus_users.role directus_roles
      directus_versions.user_created directus_users
      directus_versions.user_updated directus_users
      """
          .lines()
          .map(OwnReference::of)
          .toList();

  private SystemReferences() {}

  /**
   * One of them.
   *
   * @param parent by its primary key
   */
  record OwnReference(String table, String column, String parent) {
    /** The only one for which Directus makes no foreign key; our role need not see it. */
    boolean isPersonal() {
      return column.equals("avatar");
    }

    private static OwnReference of(String line) {
      String[] parts = line.split("[. ]", -1);
      return new OwnReference(parts[0], parts[1], parts[2]);
    }
  }
}
