package dev.plumbline.jdbc;

import dev.plumbline.audit.AuditHead;
import dev.plumbline.audit.ChainedEntry;
import dev.plumbline.environment.Access;
import dev.plumbline.jdbc.audit.AuditTable;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.jdbc.sql.Transactions;
import dev.plumbline.store.Page;
import dev.plumbline.store.audit.AuditStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The audit, in PostgreSQL; read only: it is written with what it is about. */
public final class JdbcAuditStore implements AuditStore {
  private final Transactions transactions;

  public JdbcAuditStore(DataSource dataSource, StoreAddress address) {
    this.transactions = new Transactions(dataSource, address);
  }

  @Override
  public Page<ChainedEntry> entries(Filter filter, Optional<String> cursor, int limit) {
    int most = Pages.limit(limit);
    Sql sql = select(filter, cursor.map(Cursor::of).map(Cursor::number), most + 1);
    return transactions.read(
        connection ->
            Pages.of(
                sql.list(connection, AuditTable::entry),
                most,
                entry -> Cursor.of(entry.entry().at(), entry.number())));
  }

  private static Sql select(Filter filter, Optional<Long> before, int limit) {
    List<String> conditions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    if (filter.visible() instanceof Access.Only(var environments)) {
      conditions.add("environments <@ ?");
      values.add(Sql.names(environments));
    }
    filter
        .who()
        .ifPresent(
            who -> {
              conditions.add("(person = ? OR token = ?)");
              values.add(who);
              values.add(who);
            });
    filter
        .action()
        .ifPresent(
            action -> {
              conditions.add("action = ?");
              values.add(action.label());
            });
    filter
        .since()
        .ifPresent(
            since -> {
              conditions.add("at >= ?");
              values.add(since);
            });
    filter
        .until()
        .ifPresent(
            until -> {
              conditions.add("at < ?");
              values.add(until);
            });
    before.ifPresent(
        number -> {
          conditions.add("number < ?");
          values.add(number);
        });
    values.add(limit);
    return new Sql(
        AuditTable.SELECT
            + "WHERE "
            + (conditions.isEmpty() ? "true" : String.join(" AND ", conditions))
            + " ORDER BY number DESC LIMIT ?",
        values);
  }

  @Override
  public List<ChainedEntry> after(long number, int limit) {
    int most = Pages.limit(limit);
    return transactions.read(connection -> AuditTable.after(connection, number, most));
  }

  @Override
  public AuditHead head() {
    return transactions.read(AuditTable::head);
  }
}
