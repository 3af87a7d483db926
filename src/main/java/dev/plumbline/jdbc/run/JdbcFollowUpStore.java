package dev.plumbline.jdbc.run;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.plan.PlanEventTable;
import dev.plumbline.jdbc.plan.PlanTable;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.jdbc.sql.Transactions;
import dev.plumbline.run.followup.FollowUp;
import dev.plumbline.store.run.FollowUpStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Follow-ups, in PostgreSQL. A transaction locks the row of {@code plan} if it writes an event of
 * it, then that of {@code run_follow_up}.
 */
public final class JdbcFollowUpStore implements FollowUpStore {
  private final Transactions transactions;

  public JdbcFollowUpStore(DataSource dataSource, StoreAddress address) {
    this.transactions = new Transactions(dataSource, address);
  }

  @Override
  public List<FollowUp> followUps(UUID run) {
    return transactions.read(connection -> RunFollowUpTable.of(connection, run));
  }

  @Override
  public Optional<DueFollowUp> take(Instant now, Duration silence, Set<EnvironmentId> ours) {
    return transactions.write(connection -> RunFollowUpTable.take(connection, now, silence, ours));
  }

  @Override
  public boolean record(DueFollowUp taken, FollowUp checked, Optional<PlanEvent> event) {
    return transactions.write(
        connection -> {
          // Its plan may be deleted, and nobody is notified of it then.
          boolean hasPlan =
              event.isPresent() && PlanTable.read(connection, event.get().plan(), true).isPresent();
          if (!RunFollowUpTable.record(connection, taken, checked)) {
            return false;
          }
          if (hasPlan) {
            PlanEventTable.add(connection, event.orElseThrow());
          }
          return true;
        });
  }
}
