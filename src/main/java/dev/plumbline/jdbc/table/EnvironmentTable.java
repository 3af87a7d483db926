package dev.plumbline.jdbc.table;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Versions;
import dev.plumbline.jdbc.sql.RowVersionCache;
import dev.plumbline.jdbc.sql.RowVersionCache.Versioned;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.reading.Reason;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.EnvironmentStatus.Asked;
import dev.plumbline.store.state.EnvironmentStatus.Pause;
import dev.plumbline.store.state.SourceStatus;
import dev.plumbline.store.state.SourceStatus.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code environment}. */
public final class EnvironmentTable {
  private static final Failure PAUSED =
      new Failure(Reason.PAUSED, "paused before it was first polled");
  private static final SourceStatus NEVER_POLLED =
      new SourceStatus(Optional.of(PAUSED), Optional.empty(), Optional.empty());

  private EnvironmentTable() {}

  /**
   * What is there of an environment.
   *
   * @param lastPoll number of the poll that wrote it; 0 before the first
   */
  public record Known(long lastPoll, Optional<EnvironmentStatus> status) {}

  /** Empty for one that was never polled nor paused. */
  public static Map<EnvironmentId, Versioned<Optional<EnvironmentStatus>>> read(
      Connection connection, Collection<EnvironmentId> environments) throws SQLException {
    Map<EnvironmentId, Versioned<Optional<EnvironmentStatus>>> some = new HashMap<>();
    // Most have the same hundred, and to take an array apart is most of the work.
    Map<List<String>, Versions> versions = new HashMap<>();
    Sql.of(
            "SELECT *, "
                + RowVersionCache.VERSION_COLUMN
                + " FROM environment WHERE name = ANY (?)",
            Sql.names(environments))
        .list(
            connection,
            row -> {
              EnvironmentId id = new EnvironmentId(Sql.text(row, "name"));
              return some.put(
                  id,
                  new Versioned<>(Sql.text(row, "row_version"), known(row, id, versions).status()));
            });
    return some;
  }

  /** Reads it and keeps everybody else from changing it; makes the row if there is none. */
  public static Known lock(Connection connection, EnvironmentId environment) throws SQLException {
    Sql select = Sql.of("SELECT * FROM environment WHERE name = ? FOR UPDATE", environment.name());
    Optional<Known> known =
        select.first(connection, row -> known(row, environment, new HashMap<>()));
    if (known.isEmpty()) {
      Sql.of("INSERT INTO environment (name) VALUES (?) ON CONFLICT DO NOTHING", environment.name())
          .update(connection);
      known = select.first(connection, row -> known(row, environment, new HashMap<>()));
    }
    return known.orElseThrow();
  }

  public static void pause(Connection connection, EnvironmentId environment, Optional<Pause> pause)
      throws SQLException {
    Sql.of(
            "UPDATE environment SET pause_by = ?, pause_note = ?, pause_at = ? WHERE name = ?",
            pause.map(Pause::by),
            pause.map(Pause::note),
            pause.map(Pause::at),
            environment.name())
        .update(connection);
  }

  /** Nothing that was read of it holds until it is read again. */
  public static void outdate(Connection connection, EnvironmentId environment) throws SQLException {
    Sql.of(
            "UPDATE environment SET change_fingerprint = NULL WHERE name = ?"
                + " AND change_fingerprint IS NOT NULL",
            environment.name())
        .update(connection);
  }

  public static void replace(
      Connection connection, EnvironmentId environment, long poll, EnvironmentStatus status)
      throws SQLException {
    Sql.of(
            """
            UPDATE environment SET
              last_poll = ?, last_poll_at = ?,
              api_reason = ?, api_detail = ?, api_checked_at = ?, api_ok_at = ?,
              database_reason = ?, database_detail = ?, database_checked_at = ?, database_ok_at = ?,
              directus = ?, postgres = ?, migrations = ?,
              snapshot = ?, snapshot_at = ?, catalog = ?, change_fingerprint = ?,
              reading_form = ?, reading_form_poll = ?,
              api_agrees = ?, api_asked_at = ?, api_disagreements = ?,
              poll_failures = ?, pause_by = ?, pause_note = ?, pause_at = ?
            WHERE name = ?
            """,
            poll,
            status.lastPollAt(),
            status.api().failure().map(failure -> failure.reason().label()),
            status.api().failure().map(Failure::detail),
            status.api().checkedAt(),
            status.api().okAt(),
            status.database().failure().map(failure -> failure.reason().label()),
            status.database().failure().map(Failure::detail),
            status.database().checkedAt(),
            status.database().okAt(),
            status.versions().directus(),
            status.versions().postgres(),
            status.versions().migrations(),
            status.snapshot().map(Fingerprint::hex),
            status.snapshotAt(),
            status.catalog().map(Fingerprint::hex),
            status.changeFingerprint(),
            status.form(),
            poll,
            status.apiAgrees(),
            status.apiAsked().map(Asked::at),
            status.apiAsked().map(Asked::disagreements).orElse(0),
            status.pollFailures(),
            status.pause().map(Pause::by),
            status.pause().map(Pause::note),
            status.pause().map(Pause::at),
            environment.name())
        .update(connection);
  }

  /**
   * @param versions those that were read before, by the texts of their columns
   */
  private static Known known(
      ResultSet row, EnvironmentId environment, Map<List<String>, Versions> versions)
      throws SQLException {
    long lastPoll = row.getLong("last_poll");
    Optional<Pause> pause = pause(row);
    return lastPoll == 0
        ? new Known(0, pause.map(p -> neverPolled(environment, p)))
        : new Known(lastPoll, Optional.of(status(row, environment, pause, versions)));
  }

  private static EnvironmentStatus status(
      ResultSet row,
      EnvironmentId environment,
      Optional<Pause> pause,
      Map<List<String>, Versions> versions)
      throws SQLException {
    // A version of Plumbline that knows of no forms writes polls, but leaves the form as it is.
    boolean isOfThisPoll = row.getLong("reading_form_poll") == row.getLong("last_poll");
    return new EnvironmentStatus(
        environment,
        source(row, environment, "api"),
        source(row, environment, "database"),
        versions(row, versions),
        Sql.optionalText(row, "snapshot").map(Fingerprint::new),
        Sql.optionalTime(row, "snapshot_at"),
        Sql.optionalText(row, "catalog").map(Fingerprint::new),
        Sql.optionalText(row, "change_fingerprint"),
        Sql.optionalText(row, "reading_form").filter(form -> isOfThisPoll),
        Optional.ofNullable(row.getObject("api_agrees", Boolean.class)),
        asked(row),
        row.getInt("poll_failures"),
        Sql.optionalTime(row, "last_poll_at"),
        pause);
  }

  private static EnvironmentStatus neverPolled(EnvironmentId environment, Pause pause) {
    return new EnvironmentStatus(
        environment,
        NEVER_POLLED,
        NEVER_POLLED,
        Versions.UNKNOWN,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.of(pause));
  }

  private static Optional<Asked> asked(ResultSet row) throws SQLException {
    int disagreements = row.getInt("api_disagreements");
    return Sql.optionalTime(row, "api_asked_at").map(at -> new Asked(at, disagreements));
  }

  private static Optional<Pause> pause(ResultSet row) throws SQLException {
    return Sql.optionalTime(row, "pause_at").isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Pause(
                Sql.text(row, "pause_by"), Sql.text(row, "pause_note"), Sql.time(row, "pause_at")));
  }

  private static SourceStatus source(ResultSet row, EnvironmentId environment, String source)
      throws SQLException {
    String column = source + "_reason";
    Optional<String> reason = Sql.optionalText(row, column);
    Optional<String> detail = Sql.optionalText(row, source + "_detail");
    return new SourceStatus(
        reason.map(
            label ->
                new Failure(
                    PollTable.labelled(
                        "environment " + environment,
                        column,
                        label,
                        Reason.values(),
                        Reason::label),
                    detail.orElse(""))),
        Sql.optionalTime(row, source + "_checked_at"),
        Sql.optionalTime(row, source + "_ok_at"));
  }

  private static Versions versions(ResultSet row, Map<List<String>, Versions> read)
      throws SQLException {
    Optional<String> directus = Sql.optionalText(row, "directus");
    Optional<String> postgres = Sql.optionalText(row, "postgres");
    List<String> key =
        List.of(directus.toString(), postgres.toString(), Sql.text(row, "migrations"));
    Versions known = read.get(key);
    if (known == null) {
      Object[] migrations = (Object[]) row.getArray("migrations").getArray();
      known =
          new Versions(directus, postgres, Arrays.stream(migrations).map(String::valueOf).toList());
      read.put(key, known);
    }
    return known;
  }
}
