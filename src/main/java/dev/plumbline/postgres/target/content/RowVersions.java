package dev.plumbline.postgres.target.content;

import dev.plumbline.postgres.target.content.ContentSnapshot.Answer;
import dev.plumbline.postgres.target.content.ContentSnapshot.Known;
import dev.plumbline.postgres.target.content.ContentSnapshot.Refused;
import dev.plumbline.run.verification.ContentChanges.RowCounts;
import dev.plumbline.run.verification.ContentChanges.TableContent;
import dev.plumbline.sync.port.TargetException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who wrote which rows of a table: each version of a row has the transaction that made it ({@code
 * xmin}) and the one that deleted or replaced it ({@code xmax}). PostgreSQL also sets {@code xmax}
 * where a row is only locked: then the later snapshot has the same version.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-system-columns.html">System columns</a>
 */
final class RowVersions {
  private static final String COLLECTION = "collection";
  private static final int AT_ONCE = 1000;

  private final ContentSnapshot before;
  private final ContentSnapshot after;
  private final TableRecord table;
  private final List<String> columns;
  private final long transaction;

  private final SortedMap<String, RowCounts> byRun = new TreeMap<>();
  private RowCounts byOthers = RowCounts.NONE;

  RowVersions(
      ContentSnapshot before,
      ContentSnapshot after,
      TableRecord table,
      List<String> columns,
      long transaction) {
    this.before = before;
    this.after = after;
    this.table = table;
    this.columns = columns;
    this.transaction = transaction;
  }

  /** One version of a row, found by where it is and who made it. */
  private record Version(
      String place, long made, long ended, String key, String group, String hash) {
    String identity() {
      return place + " " + made;
    }
  }

  TableContent content() throws TargetException {
    // What the later snapshot may have and the earlier one not, and the other way round.
    Answer<List<Version>> ended =
        before.read(connection -> versions(connection, "xmax::text <> '0'"));
    Answer<List<Version>> made =
        after.read(
            connection ->
                versions(
                    connection,
                    "(xmin::text::bigint - %d + 4294967296) %% 4294967296 < 2147483648"
                        .formatted(before.horizon())));
    if (!(ended instanceof Known<List<Version>>(List<Version> old))
        || !(made instanceof Known<List<Version>>(List<Version> current))) {
      return unknown(ended, made);
    }
    Answer<Set<String>> still = after.read(connection -> present(connection, old));
    Answer<Set<String>> already = before.read(connection -> present(connection, current));
    if (!(still instanceof Known<Set<String>>(Set<String> stay))
        || !(already instanceof Known<Set<String>>(Set<String> had))) {
      return unknown(still, already);
    }
    count(
        old.stream().filter(version -> !stay.contains(version.identity())).toList(),
        current.stream().filter(version -> !had.contains(version.identity())).toList());
    return new TableContent.Changed(byRun, byOthers);
  }

  private static TableContent unknown(Answer<?> one, Answer<?> other) {
    String reason =
        one instanceof Refused<?>(String first)
            ? first
            : other instanceof Refused<?>(String second) ? second : "it could not be read";
    return new TableContent.Unknown(reason);
  }

  /** Which of these versions there are. */
  private Set<String> present(Connection connection, List<Version> versions) throws SQLException {
    Set<String> present = new HashSet<>();
    String query =
        "SELECT ctid::text || ' ' || xmin::text FROM ONLY %s WHERE ctid = ANY (?::tid[])"
            .formatted(table.sql());
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int from = 0; from < versions.size(); from += AT_ONCE) {
        String[] places =
            versions.subList(from, Math.min(from + AT_ONCE, versions.size())).stream()
                .map(Version::place)
                .toArray(String[]::new);
        statement.setArray(1, connection.createArrayOf("text", places));
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            present.add(row.getString(1));
          }
        }
      }
    }
    return present;
  }

  private List<Version> versions(Connection connection, String condition) throws SQLException {
    String group =
        table.name().startsWith("directus_") && table.columns().containsKey(COLLECTION)
            ? "coalesce(collection::text, '')"
            : "''";
    String query =
        "SELECT ctid::text, xmin::text::bigint, xmax::text::bigint, %s, %s, md5(ROW(%s)::text) FROM ONLY %s WHERE %s"
            .formatted(
                table.key().isEmpty() ? "''" : table.key(),
                group,
                ContentSnapshot.sql(columns),
                table.sql(),
                condition);
    List<Version> versions = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(AT_ONCE);
      try (ResultSet row = statement.executeQuery(query)) {
        while (row.next()) {
          versions.add(
              new Version(
                  row.getString(1),
                  row.getLong(2),
                  row.getLong(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6)));
        }
      }
    }
    return versions;
  }

  private void count(List<Version> from, List<Version> to) {
    Map<String, Version> former = new HashMap<>();
    if (!table.key().isEmpty()) {
      from.forEach(version -> former.put(version.key(), version));
    }
    Set<String> replaced = new HashSet<>();
    for (Version version : to) {
      Version old = former.get(version.key());
      if (old == null) {
        add(version.made(), version.group(), new RowCounts(1, 0, 0));
      } else {
        replaced.add(old.identity());
        if (!old.hash().equals(version.hash())) {
          // Both may have written it, one after the other: the first one is known by the old one.
          boolean isOfRun = version.made() == transaction || old.ended() == transaction;
          add(isOfRun ? transaction : version.made(), old.group(), new RowCounts(0, 1, 0));
        }
      }
    }
    for (Version old : from) {
      if (!replaced.contains(old.identity())) {
        add(old.ended(), old.group(), new RowCounts(0, 0, 1));
      }
    }
  }

  private void add(long by, String group, RowCounts counts) {
    if (by == transaction) {
      byRun.merge(group, counts, RowCounts::plus);
    } else {
      byOthers = byOthers.plus(counts);
    }
  }
}
