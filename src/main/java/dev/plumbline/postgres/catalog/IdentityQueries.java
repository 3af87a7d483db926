package dev.plumbline.postgres.catalog;

import dev.plumbline.postgres.catalog.setting.RoleQueries;
import dev.plumbline.postgres.catalog.setting.Rows;
import dev.plumbline.postgres.session.ReadSession;
import dev.plumbline.store.state.Identity.Location;
import dev.plumbline.store.state.Identity.Role;
import dev.plumbline.watch.source.ApiIdentity;
import dev.plumbline.watch.source.DatabaseIdentity;
import dev.plumbline.watch.source.DatabaseIdentity.Activity;
import dev.plumbline.watch.source.DatabaseIdentity.Question;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads which database it is. What our role may not read is left out. */
public final class IdentityQueries {
  /** What may be read of Directus's tables, and is not hidden by row-level security. */
  private static final String READABLE =
      """
      SELECT c.relname || '.' || a.attname FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relnamespace = ?::oid AND c.relkind = 'r'
         AND c.relname || '.' || a.attname IN ('directus_settings.project_id',
               'directus_users.token', 'directus_users.status', 'directus_files.storage',
               'directus_activity.id', 'directus_activity.timestamp')
         AND has_column_privilege(c.oid, a.attnum, 'SELECT') AND NOT row_security_active(c.oid)
      """;

  private static final String SERVER =
      """
      SELECT %s, (SELECT oid FROM pg_database WHERE datname = current_database()),
             pg_postmaster_start_time(), clock_timestamp(), pg_is_in_recovery()
      """;

  /** A table larger than this is not read through for the sake of a few names. */
  private static final long MOST_BYTES = 64L << 20;

  private static final String SMALL =
      "SELECT coalesce(pg_relation_size(to_regclass(?)), 0) <= " + MOST_BYTES;

  /**
   * No token leaves the server: only what nobody can compare who does not have the salt, which
   * exists in the memory of this process alone.
   */
  private static final String TOKENS =
      """
      SELECT encode(sha256(convert_to(?::text || token, 'UTF8')), 'hex') FROM %s
       WHERE token IS NOT NULL AND token <> '' AND status = 'active'
       LIMIT 100000
      """;

  private static final String ACTIVITY =
      """
      SELECT (SELECT a.timestamp FROM %1$s a WHERE a.id = ?),
             EXISTS (SELECT FROM %1$s a
                      WHERE a.id > ? AND a.timestamp < clock_timestamp() - make_interval(secs => ?))
      """;

  /** JavaScript's times are of milliseconds. */
  private static final Duration SAME_TIME = Duration.ofMillis(2);

  private final Rows rows;
  private final Question question;
  private final Set<String> readable = new HashSet<>();

  private IdentityQueries(ReadSession session, Question question) {
    this.rows = new Rows(session);
    this.question = question;
  }

  public static DatabaseIdentity run(ReadSession session, Question question) throws SQLException {
    return new IdentityQueries(session, question).read();
  }

  private DatabaseIdentity read() throws SQLException {
    rows.each(READABLE, row -> readable.add(row.getString(1)));
    Optional<Location> location = Optional.empty();
    boolean standby;
    ReadSession session = rows.session();
    String system =
        session.control() ? "(SELECT system_identifier FROM pg_control_system())" : "NULL";
    try (PreparedStatement statement =
            session.connection().prepareStatement(SERVER.formatted(system));
        ResultSet row = statement.executeQuery()) {
      row.next();
      standby = row.getBoolean(5);
      String identifier = row.getString(1);
      if (identifier != null) {
        location =
            Optional.of(
                new Location(
                    identifier,
                    row.getLong(2),
                    session.schema(),
                    time(row.getObject(3, OffsetDateTime.class)),
                    time(row.getObject(4, OffsetDateTime.class))));
      }
    }
    return new DatabaseIdentity(
        project(), location, role(), storages(), tokens(), standby, activity());
  }

  private Optional<String> project() throws SQLException {
    return readable.contains("directus_settings.project_id")
        ? texts("SELECT project_id::text FROM " + table("directus_settings")).stream().findFirst()
        : Optional.empty();
  }

  private Optional<Role> role() throws SQLException {
    Optional<String> configured = rows.session().directusRole();
    return configured.isPresent()
        ? configured.map(name -> new Role(name, true))
        : RoleQueries.role(rows).map(role -> new Role(role.name(), false));
  }

  private Optional<SortedSet<String>> storages() throws SQLException {
    String files = table("directus_files");
    boolean isSmall =
        readable.contains("directus_files.storage") && texts(SMALL, files).contains("t");
    return isSmall
        ? Optional.of(new TreeSet<>(texts("SELECT DISTINCT storage FROM " + files)))
        : Optional.empty();
  }

  private Optional<Set<String>> tokens() throws SQLException {
    return readable.containsAll(Set.of("directus_users.token", "directus_users.status"))
        ? Optional.of(Set.copyOf(texts(TOKENS.formatted(table("directus_users")), question.salt())))
        : Optional.empty();
  }

  private Activity activity() throws SQLException {
    boolean mayRead =
        readable.containsAll(Set.of("directus_activity.id", "directus_activity.timestamp"));
    if (!mayRead || question.newest().isEmpty()) {
      return Activity.UNKNOWN;
    }
    ApiIdentity.Activity newest = question.newest().get();
    try (PreparedStatement statement =
        rows.session()
            .connection()
            .prepareStatement(ACTIVITY.formatted(table("directus_activity")))) {
      statement.setLong(1, newest.id());
      statement.setLong(2, newest.id());
      statement.setDouble(3, (double) question.grace().toSeconds());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        OffsetDateTime at = row.getObject(1, OffsetDateTime.class);
        if (at == null) {
          return Activity.MISSING;
        }
        if (Duration.between(at.toInstant(), newest.at()).abs().compareTo(SAME_TIME) > 0) {
          return Activity.OTHER;
        }
        return row.getBoolean(2) ? Activity.LATER : Activity.SAME;
      }
    }
  }

  private List<String> texts(String sql, String... values) throws SQLException {
    try (PreparedStatement statement = rows.session().connection().prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        List<String> texts = new ArrayList<>();
        while (row.next()) {
          Optional.ofNullable(row.getString(1)).ifPresent(texts::add);
        }
        return texts;
      }
    }
  }

  private String table(String name) {
    return rows.session().schemaName().table(name);
  }

  private static Instant time(OffsetDateTime time) {
    return time.toInstant();
  }
}
