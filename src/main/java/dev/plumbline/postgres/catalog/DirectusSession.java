package dev.plumbline.postgres.catalog;

import dev.plumbline.catalog.DatabaseProperties;
import dev.plumbline.catalog.SchemaObjects;
import dev.plumbline.postgres.catalog.setting.RoleQueries;
import dev.plumbline.postgres.catalog.setting.Rows;
import dev.plumbline.postgres.catalog.setting.SearchPath;
import dev.plumbline.postgres.catalog.setting.SettingQueries;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a session of Directus begins.
 *
 * @param role that it connects as; empty if it is not known
 * @param settings that change what values mean, by their names
 * @param searched the schemas besides ours in which it finds names, in their order
 */
record DirectusSession(
    Optional<RoleQueries.Role> role, SortedMap<String, String> settings, List<String> searched) {

  static DirectusSession read(Rows rows) throws SQLException {
    Optional<RoleQueries.Role> role = RoleQueries.role(rows);
    SortedMap<String, String> settings =
        SettingQueries.settings(rows, role.map(RoleQueries.Role::oid).orElse(0L));
    return new DirectusSession(
        role,
        settings,
        SearchPath.others(
            settings.getOrDefault("search_path", ""),
            role.map(RoleQueries.Role::name),
            rows.session().schemaName().name()));
  }

  /** Objects of which nothing is known but which schemas are searched. */
  SchemaObjects alone() {
    return new SchemaObjects(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new DatabaseProperties(
            Optional.empty(), new TreeMap<>(), List.of(), List.of(), List.of(), searched));
  }
}
