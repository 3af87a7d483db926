package dev.plumbline.jdbc.sql;

import dev.plumbline.store.Lease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;

/**
 * A table whose rows are work that takes long, each written by whoever holds its {@link Lease}. It
 * has the columns {@code id}, {@code number} in the order of beginning, and {@code term}.
 *
 * @param name of the table
 * @param open condition: the work has not ended
 * @param lastSign column: when its process last said that it lives, by the clock of the store
 */
public record LeasedTable(String name, String open, String lastSign) {
  /** Condition: the work has not ended, and nobody has taken it over. Its id, then its term. */
  public String isHeld() {
    return "id = ? AND term = ? AND " + open;
  }

  public static Lease lease(ResultSet row) throws SQLException {
    return new Lease(row.getObject("id", UUID.class), row.getInt("term"));
  }

  /**
   * Takes over the oldest work whose process has said nothing for so long, and returns its row.
   *
   * @param environments columns, each of which must be one of ours
   */
  public Sql takeOver(Duration silence, Collection<String> environments, Collection<String> ours) {
    StringBuilder isOurs = new StringBuilder();
    environments.forEach(column -> isOurs.append(" AND ").append(column).append(" = ANY (?)"));
    Object[] parameters = new Object[environments.size() + 1];
    Arrays.fill(parameters, ours);
    parameters[environments.size()] = silence.toMillis();
    return Sql.of(
        """
        UPDATE %s SET term = term + 1, %s = clock_timestamp()
        WHERE id = (
          SELECT id FROM %s
          WHERE %s%s AND %s <= clock_timestamp() - ? * interval '1 millisecond'
          ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING *
        """
            .formatted(name, lastSign, name, open, isOurs, lastSign),
        parameters);
  }
}
