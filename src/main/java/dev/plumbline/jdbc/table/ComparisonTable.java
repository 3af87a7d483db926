package dev.plumbline.jdbc.table;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.drift.DriftParts;
import dev.plumbline.drift.Verdict;
import dev.plumbline.finding.FindingState.Resolved;
import dev.plumbline.jdbc.form.DriftForm;
import dev.plumbline.jdbc.form.VerdictForm;
import dev.plumbline.jdbc.sql.RowVersionCache;
import dev.plumbline.jdbc.sql.RowVersionCache.Versioned;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.MonitorStore.Recomputed;
import dev.plumbline.store.state.ComparisonStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table {@code comparison}. What an earlier version wrote, which has no summary, is read from
 * its whole verdict until it is converted.
 */
public final class ComparisonTable {
  /** The verdict of an earlier version only where there is no summary: it may be large. */
  private static final String SELECT =
      """
      SELECT name, source, target, basis, compared_at, changes, ignored, catalog_compared,
        CASE WHEN drift_basis IS DISTINCT FROM basis THEN verdict END AS old_verdict, %s
      FROM comparison
      """
          .formatted(RowVersionCache.VERSION_COLUMN);

  private static final int UNCOUNTED = -1;

  private ComparisonTable() {}

  /** Empty for what an earlier version found to be unknown. */
  public static Map<ComparisonName, Versioned<Optional<ComparisonStatus>>> read(
      Connection connection, Collection<ComparisonName> comparisons) throws SQLException {
    Map<ComparisonName, Versioned<Optional<ComparisonStatus>>> some = new HashMap<>();
    Sql.of(SELECT + " WHERE drift_basis = basis AND name = ANY (?)", names(comparisons))
        .list(connection, row -> put(some, row));
    for (ComparisonName name : comparisons) {
      if (!some.containsKey(name)) {
        // One after the other: together the verdicts of an earlier version may be larger than the
        // heap.
        Sql.of(SELECT + " WHERE name = ?", name.name()).list(connection, row -> put(some, row));
      }
    }
    return some;
  }

  private static boolean put(
      Map<ComparisonName, Versioned<Optional<ComparisonStatus>>> some, ResultSet row)
      throws SQLException {
    some.put(
        new ComparisonName(Sql.text(row, "name")),
        new Versioned<>(Sql.text(row, "row_version"), status(row)));
    return true;
  }

  private static List<String> names(Collection<ComparisonName> comparisons) {
    return comparisons.stream().map(ComparisonName::name).toList();
  }

  public static Optional<DriftParts> drift(Connection connection, ComparisonName name, String basis)
      throws SQLException {
    return Sql.of(
            """
            SELECT CASE WHEN drift_basis = basis THEN drift END AS drift,
              CASE WHEN drift_basis IS DISTINCT FROM basis THEN verdict END AS old_verdict
            FROM comparison WHERE name = ? AND basis = ?
            """,
            name.name(),
            basis)
        .first(
            connection,
            row -> {
              Optional<String> old = Sql.optionalText(row, "old_verdict");
              return old.isPresent()
                  ? ofOld(old.get(), name).<DriftParts>map(drift -> drift)
                  : Optional.of(DriftForm.read(row.getBytes("drift"), where(name)));
            })
        .flatMap(drift -> drift);
  }

  public static void replace(Connection connection, Recomputed made) throws SQLException {
    ComparisonStatus status = made.status();
    Drift drift = made.drift();
    long findings =
        made.findings().stream().filter(finding -> !(finding.state() instanceof Resolved)).count();
    Sql.of(
            """
            INSERT INTO comparison (name, state, source, target, basis, compared_at, changes,
              ignored, catalog_compared, findings, drift, drift_basis)
            VALUES (?, ?, ?, ?, ?, ?, ?::integer[], ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET
              state = excluded.state, verdict = DEFAULT,
              source = excluded.source, target = excluded.target,
              basis = excluded.basis, compared_at = excluded.compared_at,
              changes = excluded.changes, ignored = excluded.ignored,
              catalog_compared = excluded.catalog_compared, findings = excluded.findings,
              drift = excluded.drift, drift_basis = excluded.drift_basis
            """,
            status.name().name(),
            Verdict.of(drift).state().label(),
            status.source().map(Fingerprint::hex),
            status.target().map(Fingerprint::hex),
            status.basis(),
            status.comparedAt(),
            status.drift().changes(),
            status.drift().ignored(),
            status.drift().catalogCompared(),
            findings,
            DriftForm.write(drift),
            status.basis())
        .update(connection);
  }

  /**
   * Whether it was made from the basis by this version, and its findings are those that it made:
   * none was resolved by anybody else, and no acknowledgement has lapsed.
   */
  public static boolean stands(
      Connection connection, ComparisonName name, String basis, Instant now) throws SQLException {
    return Sql.of(
            """
            SELECT drift_basis IS NOT DISTINCT FROM basis AND basis = ? AND findings = (
              SELECT count(*) FROM finding WHERE scope = ? AND state <> 'resolved'
                AND (acknowledged_until > ? OR acknowledged_until IS NULL)) AS stands
            FROM comparison WHERE name = ?
            """,
            basis,
            FindingTable.scope(name).key(),
            now,
            name.name())
        .first(connection, row -> row.getBoolean("stands"))
        .orElse(false);
  }

  /** As long as it stands. */
  public static void confirm(Connection connection, ComparisonName name, Instant now)
      throws SQLException {
    Sql.of("UPDATE comparison SET compared_at = ? WHERE name = ?", now, name.name())
        .update(connection);
  }

  /** Those that an earlier version wrote. */
  public static List<ComparisonName> old(Connection connection) throws SQLException {
    return Sql.of("SELECT name FROM comparison WHERE drift_basis IS DISTINCT FROM basis")
        .list(connection, row -> new ComparisonName(Sql.text(row, "name")));
  }

  /** Of one that is locked. Its findings are counted by the next comparison. */
  public static void convert(Connection connection, ComparisonName name) throws SQLException {
    Optional<Drift> old =
        Sql.of(
                """
                SELECT verdict FROM comparison
                WHERE name = ? AND drift_basis IS DISTINCT FROM basis
                """,
                name.name())
            .first(connection, row -> Sql.text(row, "verdict"))
            .flatMap(text -> ofOld(text, name));
    if (old.isPresent()) {
      DriftCounts counts = DriftCounts.of(old.get());
      Sql.of(
              """
              UPDATE comparison SET verdict = DEFAULT, changes = ?::integer[], ignored = ?,
                catalog_compared = ?, findings = ?, drift = ?, drift_basis = basis
              WHERE name = ?
              """,
              counts.changes(),
              counts.ignored(),
              counts.catalogCompared(),
              UNCOUNTED,
              DriftForm.write(old.get()),
              name.name())
          .update(connection);
    }
  }

  private static Optional<ComparisonStatus> status(ResultSet row) throws SQLException {
    ComparisonName name = new ComparisonName(Sql.text(row, "name"));
    Optional<String> old = Sql.optionalText(row, "old_verdict");
    Optional<DriftCounts> counts =
        old.isPresent()
            ? ofOld(old.get(), name).map(DriftCounts::of)
            : Optional.of(
                new DriftCounts(
                    Arrays.asList((Integer[]) row.getArray("changes").getArray()),
                    row.getInt("ignored"),
                    row.getBoolean("catalog_compared")));
    if (counts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ComparisonStatus(
            name,
            counts.get(),
            Sql.optionalText(row, "source").map(Fingerprint::new),
            Sql.optionalText(row, "target").map(Fingerprint::new),
            Sql.text(row, "basis"),
            Sql.time(row, "compared_at")));
  }

  /** Empty for one that is unknown: there was nothing to be compared. */
  private static Optional<Drift> ofOld(String verdict, ComparisonName name) {
    return switch (VerdictForm.read(verdict, where(name))) {
      case Verdict.InSync(Drift drift) -> Optional.of(drift);
      case Verdict.Drifted(Drift drift) -> Optional.of(drift);
      case Verdict.Unknown ignored -> Optional.empty();
    };
  }

  private static String where(ComparisonName name) {
    return "the comparison " + name;
  }
}
