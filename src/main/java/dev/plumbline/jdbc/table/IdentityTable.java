package dev.plumbline.jdbc.table;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Scope;
import dev.plumbline.jdbc.form.ScopeForm;
import dev.plumbline.jdbc.form.text.StoredText;
import dev.plumbline.jdbc.sql.RowVersionCache;
import dev.plumbline.jdbc.sql.RowVersionCache.Versioned;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.store.state.Identity;
import dev.plumbline.store.state.Identity.Location;
import dev.plumbline.store.state.Identity.Role;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table {@code identity}. */
public final class IdentityTable {
  private IdentityTable() {}

  public static Map<EnvironmentId, Versioned<Identity>> read(
      Connection connection, Collection<EnvironmentId> environments) throws SQLException {
    Map<EnvironmentId, Versioned<Identity>> some = new HashMap<>();
    Sql.of(
            "SELECT *, "
                + RowVersionCache.VERSION_COLUMN
                + " FROM identity WHERE environment = ANY (?)",
            Sql.names(environments))
        .list(
            connection,
            row ->
                some.put(
                    new EnvironmentId(Sql.text(row, "environment")),
                    new Versioned<>(Sql.text(row, "row_version"), identity(row))));
    return some;
  }

  public static void replace(Connection connection, EnvironmentId environment, Identity identity)
      throws SQLException {
    Sql.of(
            """
            INSERT INTO identity (environment, project, system, database, schema, started_at,
                                  seen_at, role, role_configured, storages, api_serves_database,
                                  read_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (environment) DO UPDATE SET
              project = excluded.project, system = excluded.system, database = excluded.database,
              schema = excluded.schema, started_at = excluded.started_at,
              seen_at = excluded.seen_at, role = excluded.role,
              role_configured = excluded.role_configured, storages = excluded.storages,
              api_serves_database = excluded.api_serves_database, read_at = excluded.read_at
            """,
            environment.name(),
            identity.project(),
            identity.location().map(Location::system),
            identity.location().map(Location::database),
            identity.location().map(Location::schema),
            identity.location().map(Location::startedAt),
            identity.location().map(Location::seenAt),
            identity.role().map(Role::name),
            identity.role().map(Role::configured),
            identity.storages(),
            identity.apiServesDatabase(),
            identity.readAt())
        .update(connection);
  }

  /** The pairs of environments about which a finding is not resolved. */
  public static Set<Scope.OfPair> unresolvedPairs(Connection connection) throws SQLException {
    return Sql.of(
            "SELECT DISTINCT scope FROM finding WHERE state <> 'resolved' AND scope LIKE 'pair/%'")
        .list(connection, row -> ScopeForm.read(Sql.text(row, "scope"), "a finding"))
        .stream()
        .filter(Scope.OfPair.class::isInstance)
        .map(Scope.OfPair.class::cast)
        .collect(Collectors.toSet());
  }

  private static Identity identity(ResultSet row) throws SQLException {
    Optional<String> system = Sql.optionalText(row, "system");
    Optional<String> role = Sql.optionalText(row, "role");
    return new Identity(
        Sql.optionalText(row, "project"),
        system.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Location(
                    system.get(),
                    row.getLong("database"),
                    row.getLong("schema"),
                    Sql.time(row, "started_at"),
                    Sql.time(row, "seen_at"))),
        role.isEmpty()
            ? Optional.empty()
            : Optional.of(new Role(role.get(), row.getBoolean("role_configured"))),
        storages(row.getArray("storages")),
        Optional.ofNullable(row.getObject("api_serves_database", Boolean.class)),
        Sql.time(row, "read_at"));
  }

  private static Optional<SortedSet<String>> storages(@Nullable Array array) throws SQLException {
    return array == null
        ? Optional.empty()
        : Optional.of(
            new TreeSet<>(
                Arrays.stream((Object[]) array.getArray())
                    .map(text -> StoredText.unescape(String.valueOf(text)))
                    .toList()));
  }
}
