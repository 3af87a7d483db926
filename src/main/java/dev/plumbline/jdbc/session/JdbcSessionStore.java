package dev.plumbline.jdbc.session;

import dev.plumbline.jdbc.form.text.StoredText;
import dev.plumbline.jdbc.sql.Pruning;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.jdbc.sql.Transactions;
import dev.plumbline.store.session.PageSession;
import dev.plumbline.store.session.PageSession.SignedIn;
import dev.plumbline.store.session.PageSession.SignedIn.WithProvider;
import dev.plumbline.store.session.PageSession.SignedIn.WithToken;
import dev.plumbline.store.session.SessionStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;

/** The table {@code page_session}. */
public final class JdbcSessionStore implements SessionStore {
  private final Transactions transactions;

  public JdbcSessionStore(DataSource dataSource, StoreAddress address) {
    this.transactions = new Transactions(dataSource, address);
  }

  @Override
  public void add(PageSession session) {
    Sql insert =
        Sql.of(
            """
            INSERT INTO page_session (id, previous, renewed_at, csrf, token_sha256, person, groups,
              started_at, used_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            session.id(),
            session.previous(),
            session.renewedAt(),
            session.csrf(),
            session.who() instanceof WithToken(String sha256)
                ? Optional.of(sha256)
                : Optional.empty(),
            session.who() instanceof WithProvider provider
                ? Optional.of(provider.person())
                : Optional.empty(),
            session.who() instanceof WithProvider provider
                ? Optional.of(provider.groups())
                : Optional.empty(),
            session.startedAt(),
            session.usedAt());
    transactions.write(insert::update);
  }

  @Override
  public Optional<PageSession> session(String id) {
    return transactions.read(
        connection ->
            Sql.of("SELECT * FROM page_session WHERE id = ? OR previous = ?", id, id)
                .first(connection, JdbcSessionStore::session));
  }

  @Override
  public boolean renew(String id, String newId, Instant now) {
    Sql update =
        Sql.of(
            "UPDATE page_session SET previous = id, id = ?, renewed_at = ? WHERE id = ?",
            newId,
            now,
            id);
    return transactions.write(update::update) == 1;
  }

  @Override
  public void use(String id, Instant now) {
    Sql update = Sql.of("UPDATE page_session SET used_at = ? WHERE id = ?", now, id);
    transactions.write(update::update);
  }

  @Override
  public void end(String id) {
    Sql delete = Sql.of("DELETE FROM page_session WHERE id = ?", id);
    transactions.write(delete::update);
  }

  @Override
  public long prune(Instant usedBefore, Instant startedBefore) {
    return Pruning.all(
        transactions,
        Sql.of(
            """
            DELETE FROM page_session WHERE id IN (
              SELECT id FROM page_session WHERE used_at < ? OR started_at < ?
              LIMIT ? FOR UPDATE SKIP LOCKED)
            """,
            usedBefore,
            startedBefore,
            Pruning.BATCH));
  }

  private static PageSession session(ResultSet row) throws SQLException {
    return new PageSession(
        Sql.text(row, "id"),
        Sql.optionalText(row, "previous"),
        Sql.time(row, "renewed_at"),
        Sql.text(row, "csrf"),
        who(row),
        Sql.time(row, "started_at"),
        Sql.time(row, "used_at"));
  }

  private static SignedIn who(ResultSet row) throws SQLException {
    Optional<String> token = Sql.optionalText(row, "token_sha256");
    if (token.isPresent()) {
      return new WithToken(token.get());
    }
    return new WithProvider(
        Sql.text(row, "person"),
        Arrays.stream((Object[]) row.getArray("groups").getArray())
            .map(group -> StoredText.unescape(group.toString()))
            .toList());
  }
}
