package dev.plumbline.jdbc;

import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.backup.BackupsOfSpan;
import dev.plumbline.jdbc.report.PastFindings;
import dev.plumbline.jdbc.report.PastPlans;
import dev.plumbline.jdbc.report.PastPolls;
import dev.plumbline.jdbc.report.ReportTable;
import dev.plumbline.jdbc.report.StateTable;
import dev.plumbline.jdbc.run.EndedRuns;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.jdbc.sql.Pruning;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.jdbc.sql.Transactions;
import dev.plumbline.run.Run;
import dev.plumbline.store.Page;
import dev.plumbline.store.history.CheckChange;
import dev.plumbline.store.history.EpisodeCount;
import dev.plumbline.store.history.HistoryStore;
import dev.plumbline.store.history.PastBackups;
import dev.plumbline.store.history.PastFinding;
import dev.plumbline.store.history.PastPlan;
import dev.plumbline.store.history.PollRun;
import dev.plumbline.store.history.ReportStore;
import dev.plumbline.store.history.ScanCount;
import dev.plumbline.store.history.Span;
import dev.plumbline.store.history.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Reports and what they are made of, in PostgreSQL. */
public final class JdbcReportStore implements ReportStore, HistoryStore {
  private final Transactions transactions;

  public JdbcReportStore(DataSource dataSource, StoreAddress address) {
    this.transactions = new Transactions(dataSource, address);
  }

  @Override
  public Optional<Long> add(Made report) {
    return transactions.write(connection -> ReportTable.add(connection, report));
  }

  @Override
  public Optional<Stored> report(long id) {
    return transactions.read(connection -> ReportTable.read(connection, id));
  }

  @Override
  public Page<Listed> reports(Optional<String> cursor, int limit) {
    int most = Pages.limit(limit);
    Optional<Cursor> after = cursor.map(Cursor::of);
    after.ifPresent(Cursor::number);
    return transactions.read(connection -> ReportTable.page(connection, after, most));
  }

  @Override
  public Optional<Stored> lastScheduled(Instant before) {
    return transactions.read(connection -> ReportTable.lastScheduled(connection, before));
  }

  @Override
  public Optional<Instant> lastScheduledMadeAt() {
    return transactions.read(ReportTable::lastScheduledMadeAt);
  }

  @Override
  public boolean isMade(Instant spanEnd) {
    return transactions.read(connection -> ReportTable.isMade(connection, spanEnd));
  }

  @Override
  public void record(Instant now, Collection<StateChange> states) {
    transactions.write(
        connection -> {
          StateTable.record(connection, now, states);
          return true;
        });
  }

  @Override
  public Optional<Instant> oldest() {
    return transactions.read(PastPolls::oldest);
  }

  @Override
  public List<Span> recorded(Span span) {
    return transactions.read(connection -> StateTable.recorded(connection, span));
  }

  @Override
  public List<PollRun> polls(Span span, Map<EnvironmentId, Duration> limits) {
    return transactions.read(connection -> PastPolls.runs(connection, span, limits));
  }

  @Override
  public List<ScanCount> scans(Span span) {
    return transactions.read(connection -> PastPolls.scans(connection, span));
  }

  @Override
  public List<EpisodeCount> episodes(Span span, Collection<Comparison> comparisons) {
    return transactions.read(connection -> PastFindings.episodes(connection, span, comparisons));
  }

  @Override
  public List<PastFinding> findings(Span span, int most) {
    return transactions.read(connection -> PastFindings.findings(connection, span, most));
  }

  @Override
  public List<StateChange> states(Span span) {
    return transactions.read(connection -> StateTable.states(connection, span));
  }

  @Override
  public List<CheckChange> checks(Span span) {
    return transactions.read(connection -> StateTable.checks(connection, span));
  }

  @Override
  public List<PastPlan> plans(Span span) {
    return transactions.read(connection -> PastPlans.of(connection, span));
  }

  @Override
  public List<PastBackups> backups(Span span) {
    return transactions.read(connection -> BackupsOfSpan.of(connection, span));
  }

  @Override
  public List<Run> runs(Span span) {
    return transactions.read(connection -> EndedRuns.of(connection, span));
  }

  @Override
  public long prune(Instant before) {
    long rows = Pruning.all(transactions, ReportTable.prune(before));
    for (Sql delete : StateTable.prune(before)) {
      rows += Pruning.all(transactions, delete);
    }
    return rows;
  }
}
