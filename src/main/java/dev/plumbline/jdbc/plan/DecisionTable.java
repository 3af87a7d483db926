package dev.plumbline.jdbc.plan;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.Decision;
import dev.plumbline.jdbc.form.text.StoredText;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.store.plan.RecordedDecision;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** The table {@code plan_decision}, whose rows are only added, and deleted with their plan. */
public final class DecisionTable {
  private DecisionTable() {}

  public static void add(Connection connection, UUID plan, RecordedDecision recorded)
      throws SQLException {
    Decision decision = recorded.decision();
    Sql.of(
            """
            INSERT INTO plan_decision (plan, kind, person, token, is_admin, at, hash, note, ticket,
              target_name, consents, idempotency_key)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            plan,
            decision.kind().label(),
            decision.by().person(),
            decision.by().token(),
            decision.by().isAdmin(),
            decision.at(),
            decision.hash(),
            decision.note(),
            decision.ticket(),
            decision.targetName(),
            decision.consents(),
            recorded.key())
        .update(connection);
  }

  public static List<RecordedDecision> of(Connection connection, UUID plan) throws SQLException {
    return Sql.of("SELECT * FROM plan_decision WHERE plan = ? ORDER BY id", plan)
        .list(connection, DecisionTable::decision);
  }

  private static RecordedDecision decision(ResultSet row) throws SQLException {
    return new RecordedDecision(
        new Decision(
            labelled(
                "decision " + row.getLong("id"),
                "kind",
                Sql.text(row, "kind"),
                Decision.Kind.values(),
                Decision.Kind::label),
            new Approver(
                Sql.text(row, "person"), Sql.text(row, "token"), row.getBoolean("is_admin")),
            Sql.time(row, "at"),
            Sql.text(row, "hash"),
            Sql.optionalText(row, "note"),
            Sql.optionalText(row, "ticket"),
            Sql.optionalText(row, "target_name"),
            consents(row)),
        Sql.optionalText(row, "idempotency_key"));
  }

  private static SortedSet<String> consents(ResultSet row) throws SQLException {
    return Arrays.stream((Object[]) row.getArray("consents").getArray())
        .map(String::valueOf)
        .map(StoredText::unescape)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
