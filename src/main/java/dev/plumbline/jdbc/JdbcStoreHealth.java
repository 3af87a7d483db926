package dev.plumbline.jdbc;

import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.jdbc.sql.Transactions;
import dev.plumbline.store.StoreHealth;
import javax.sql.DataSource;

/** Whether our tables can be read, in one statement that reads a row of each at most. */
public final class JdbcStoreHealth implements StoreHealth {
  private static final Sql STATEMENT =
      Sql.of(
          """
          SELECT EXISTS (SELECT FROM environment), EXISTS (SELECT FROM poll),
            EXISTS (SELECT FROM comparison), EXISTS (SELECT FROM finding),
            EXISTS (SELECT FROM snapshot), EXISTS (SELECT FROM scan),
            EXISTS (SELECT FROM check_status), EXISTS (SELECT FROM item_count)
          """);

  private final Transactions transactions;

  public JdbcStoreHealth(DataSource dataSource, StoreAddress address) {
    this.transactions = new Transactions(dataSource, address);
  }

  @Override
  public void ask() {
    transactions.read(connection -> STATEMENT.first(connection, row -> true));
  }
}
