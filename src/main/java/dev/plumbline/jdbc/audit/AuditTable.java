package dev.plumbline.jdbc.audit;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.audit.AuditAction;
import dev.plumbline.audit.AuditChain;
import dev.plumbline.audit.AuditEntry;
import dev.plumbline.audit.AuditHead;
import dev.plumbline.audit.ChainedEntry;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.form.text.StoredObject;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The table {@code audit_entry}, whose rows are only added, and {@code audit_head} with its end.
 */
public final class AuditTable {
  public static final String SELECT = "SELECT * FROM audit_entry ";

  private AuditTable() {}

  /**
   * Adds entries about what is written in this transaction. The head is locked until it ends. Take
   * every other lock before, but not that of the events of findings, which comes last.
   */
  public static void append(Connection connection, List<AuditEntry> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    AuditHead head = head(connection, " FOR UPDATE");
    List<List<?>> rows = new ArrayList<>();
    for (AuditEntry entry : entries) {
      ChainedEntry chained = AuditChain.next(head, entry);
      rows.add(row(chained));
      head = AuditChain.head(chained);
    }
    Sql.batch(
        connection,
        """
        INSERT INTO audit_entry (number, at, action, token, person, subject, environments, details,
          previous, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows);
    Sql.of("UPDATE audit_head SET number = ?, hash = ?", head.number(), head.hash())
        .update(connection);
  }

  private static List<?> row(ChainedEntry chained) {
    AuditEntry entry = chained.entry();
    TreeMap<String, JsonValue> details = new TreeMap<>();
    entry.details().forEach((name, text) -> details.put(name, JsonValue.of(text)));
    return List.of(
        chained.number(),
        entry.at(),
        entry.action().label(),
        entry.token(),
        entry.person(),
        entry.subject(),
        Sql.names(entry.environments()),
        CanonicalJson.write(JsonValue.object(details)),
        chained.previous(),
        chained.hash());
  }

  public static AuditHead head(Connection connection) throws SQLException {
    return head(connection, "");
  }

  private static AuditHead head(Connection connection, String lock) throws SQLException {
    return Sql.of("SELECT number, hash FROM audit_head" + lock)
        .first(connection, row -> new AuditHead(row.getLong("number"), Sql.text(row, "hash")))
        .orElseThrow();
  }

  public static List<ChainedEntry> after(Connection connection, long number, int limit)
      throws SQLException {
    return Sql.of(SELECT + "WHERE number > ? ORDER BY number LIMIT ?", number, limit)
        .list(connection, AuditTable::entry);
  }

  public static ChainedEntry entry(ResultSet row) throws SQLException {
    long number = row.getLong("number");
    String where = "audit entry " + number;
    return new ChainedEntry(
        number,
        new AuditEntry(
            Sql.time(row, "at"),
            labelled(
                where, "action", Sql.text(row, "action"), AuditAction.values(), AuditAction::label),
            Sql.optionalText(row, "token"),
            Sql.optionalText(row, "person"),
            Sql.text(row, "subject"),
            environments(row),
            details(Sql.text(row, "details"), where)),
        Sql.text(row, "previous"),
        Sql.text(row, "hash"));
  }

  private static SortedSet<EnvironmentId> environments(ResultSet row) throws SQLException {
    return Arrays.stream((Object[]) row.getArray("environments").getArray())
        .map(String::valueOf)
        .map(EnvironmentId::new)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static SortedMap<String, String> details(String text, String where) {
    StoredObject json = StoredObject.of(text, where);
    TreeMap<String, String> details = new TreeMap<>();
    json.json().members().keySet().forEach(name -> details.put(name, json.text(name)));
    return details;
  }
}
