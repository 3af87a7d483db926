package dev.plumbline.model.system;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The fields that Directus's own tables have of themselves, columns and aliases; everything else in
 * these tables is custom. Measured on Directus 11.17.4 and 12.4.0.
 */
public final class SystemFields {
  private static final int NEWER_RELEASE = 12;

  /** So many columns that only the newer release has are no accident. */
  private static final int PROOF = 3;

  /** A table with its fields; an indented line continues the one before it. */
  private static final String OF_11 =
      """
      directus_access: id policy role sort user
      directus_activity: action collection id ip item origin revisions timestamp user user_agent
      directus_collections: accountability accountability_divider archive_app_filter
        archive_divider archive_field archive_value collapse collection collection_divider color
        content_translations_divider content_versioning_divider display_template
        duplication_divider group hidden icon item_duplication_fields note preview_divider
        preview_url singleton sort sort_divider sort_field translations
        translations_enable_helper unarchive_value versioning
      directus_comments: collection comment date_created date_updated id item user_created
        user_updated
      directus_dashboards: color date_created icon id name note panels user_created
      directus_deployment_projects: date_created deployable deployment external_id framework id
        name runs url user_created
      directus_deployment_runs: completed_at date_created external_id id project started_at
        status target url user_created
      directus_deployments: credentials date_created id last_synced_at options projects provider
        user_created webhook_ids webhook_secret
      directus_extensions: bundle enabled folder id source
      directus_fields: collection conditions display display_options field group hidden id
        interface note options readonly required searchable sort special translations validation
        validation_message width
      directus_files: charset created_on description duration embed filename_disk
        filename_download filesize focal_point_divider focal_point_x focal_point_y folder height
        id location metadata modified_by modified_on storage storage_divider tags title tus_data
        tus_id type uploaded_by uploaded_on width
      directus_flows: accountability color date_created description icon id name operation
        operations options status trigger user_created
      directus_folders: id name parent
      directus_migrations: name timestamp version
      directus_notifications: collection id item message recipient sender status subject
        timestamp
      directus_operations: date_created flow id key name options position_x position_y reject
        resolve type user_created
      directus_panels: color dashboard date_created height icon id name note options position_x
        position_y show_header type user_created width
      directus_permissions: action collection fields id permissions policy presets validation
      directus_policies: admin_access app_access assigned_to_divider description enforce_tfa
        icon id ip_access name permissions roles users
      directus_presets: bookmark collection color filter icon id layout layout_options
        layout_query refresh_interval role search user
      directus_relations: id junction_field many_collection many_field one_allowed_collections
        one_collection one_collection_field one_deselect_action one_field sort_field
      directus_revisions: activity collection data delta id item parent version
      directus_roles: children description icon id name parent policies users users_divider
        users_group
      directus_sessions: expires ip next_token origin share token user user_agent
      directus_settings: ai_anthropic_allowed_models ai_anthropic_api_key ai_divider
        ai_google_allowed_models ai_google_api_key ai_group ai_notice ai_openai_allowed_models
        ai_openai_api_key ai_openai_compatible_api_key ai_openai_compatible_base_url
        ai_openai_compatible_divider ai_openai_compatible_headers ai_openai_compatible_models
        ai_openai_compatible_name ai_system_prompt auth_login_attempts auth_password_policy
        basemaps branding_divider collaborative_editing_divider collaborative_editing_enabled
        custom_aspect_ratios custom_css default_appearance default_language default_theme_dark
        default_theme_light files_divider id image_editor map_divider mapbox_key
        mcp_allow_deletes mcp_divider mcp_enabled mcp_group mcp_notice mcp_prompts_collection
        mcp_prompts_collection_validation mcp_system_prompt mcp_system_prompt_divider
        mcp_system_prompt_enabled module_bar modules_divider org_name product_updates
        project_color project_descriptor project_id project_logo project_name project_owner
        project_status project_url project_usage public_background public_favicon
        public_foreground public_note public_registration public_registration_divider
        public_registration_email_filter public_registration_role
        public_registration_verify_email report_bug_url report_error_url report_feature_url
        reporting_divider security_divider storage_asset_presets storage_asset_transform
        storage_default_folder theme_dark_overrides theme_light_overrides theming_divider
        theming_group visual_editor_divider visual_editor_urls
      directus_shares: collection date_created date_end date_start id item max_uses name
        password role times_used user_created
      directus_translations: id key language value
      directus_users: admin_divider appearance auth_data avatar description email
        email_notifications external_identifier first_name id language last_access last_name
        last_page location password policies preferences_divider provider role status tags
        text_direction tfa_secret theme_dark theme_dark_overrides theme_light
        theme_light_overrides theming_divider title token
      directus_versions: collection date_created date_updated delta hash id item key name
        user_created user_updated
      """;

  /** What 12 has beside these. */
  private static final String ADDED_BY_12 =
      """
      directus_collections: autosave_revision_interval status
      directus_flows: folder
      directus_folders: type
      directus_oauth_clients: client_id client_name client_secret_hash client_uri date_created
        grant_types logo_uri metadata_etag metadata_expires_at metadata_fetched_at policy_uri
        redirect_uris registration_type token_endpoint_auth_method tokens tos_uri
      directus_oauth_codes: client code_challenge code_challenge_method code_hash expires_at id
        redirect_uri resource scope used_at user
      directus_oauth_consents: client date_created date_updated id redirect_uri scope user
      directus_oauth_tokens: client code_hash date_created expires_at id previous_session
        resource scope session user
      directus_sessions: oauth_client
      directus_settings: ai_openai_compatible_notice ai_translation_default_model
        ai_translation_divider ai_translation_glossary ai_translation_style_guide
        ai_translations_notice default_save_action license_key license_token
        mcp_oauth_cimd_enabled mcp_oauth_clients_link mcp_oauth_dcr_enabled mcp_oauth_enabled
      """;

  private static final Map<String, Set<String>> ADDED = parse(ADDED_BY_12);
  private static final SystemFields OLDER = new SystemFields(parse(OF_11));
  private static final SystemFields NEWER = new SystemFields(parse(OF_11 + ADDED_BY_12));

  private final Map<String, Set<String>> fields;

  private SystemFields(Map<String, Set<String>> fields) {
    this.fields = fields;
  }

  /** Those of the release whose tables these are. */
  public static SystemFields of(Catalog catalog) {
    int added = 0;
    for (Table table : catalog.tables()) {
      Set<String> names = ADDED.getOrDefault(table.name(), Set.of());
      added +=
          (int) table.columns().stream().filter(column -> names.contains(column.name())).count();
    }
    return added >= PROOF ? NEWER : OLDER;
  }

  /**
   * @param version such as {@code 12.4.0}; of one that says nothing the newest release is taken
   */
  public static SystemFields ofVersion(String version) {
    String major = version.split("\\.", 2)[0];
    return major.matches("\\d{1,4}") && Integer.parseInt(major) < NEWER_RELEASE ? OLDER : NEWER;
  }

  public boolean contains(String table, String field) {
    return fields.getOrDefault(table, Set.of()).contains(field);
  }

  /** By table. */
  public Map<String, Set<String>> all() {
    return fields;
  }

  private static Map<String, Set<String>> parse(String text) {
    Map<String, Set<String>> fields = new HashMap<>();
    for (String line : text.replace("\n  ", " ").lines().toList()) {
      String[] parts = line.split(": ", 2);
      fields
          .computeIfAbsent(parts[0], table -> new HashSet<>())
          .addAll(Set.of(parts[1].split(" ", -1)));
    }
    fields.replaceAll((table, names) -> Set.copyOf(names));
    return Map.copyOf(fields);
  }
}
