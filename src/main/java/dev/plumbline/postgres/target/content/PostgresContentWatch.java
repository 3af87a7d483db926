package dev.plumbline.postgres.target.content;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.run.verification.ContentChanges.RowTotals;
import dev.plumbline.run.verification.ContentChanges.TableContent;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.store.backup.DatabaseContent.Rows;
import dev.plumbline.sync.port.ContentWatch;
import dev.plumbline.sync.port.TargetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Over JDBC, with the role that makes backups: it may read everything. */
public final class PostgresContentWatch implements ContentWatch {
  private static final String NOT_IN_BACKUP =
      "the backup of the run has no rows of it, and only a backup is left to compare it with";

  private final Map<EnvironmentId, WatchedEnvironment> environments;
  private final Duration limit;

  /**
   * @param limit of each statement, and of the time that the apply may take
   */
  public PostgresContentWatch(Map<EnvironmentId, WatchedEnvironment> environments, Duration limit) {
    this.environments = Map.copyOf(environments);
    this.limit = limit;
  }

  @Override
  public Opened open(EnvironmentId target) throws TargetException {
    DatabaseTarget database = database(target);
    ContentSnapshot before = ContentSnapshot.open(database, limit);
    return new Opened() {
      @Override
      public ContentChanges changes(Optional<Long> transaction, Map<String, Set<String>> touched)
          throws TargetException, InterruptedException {
        try (ContentSnapshot after = ContentSnapshot.open(database, limit)) {
          return new TwoSnapshots(before, after, transaction, touched).changes();
        }
      }

      @Override
      public void close() {
        before.close();
      }
    };
  }

  @Override
  public ContentChanges since(EnvironmentId target, DatabaseContent before, Set<String> touched)
      throws TargetException, InterruptedException {
    SortedMap<String, TableContent> tables = new TreeMap<>();
    SortedMap<String, RowTotals> totals = new TreeMap<>();
    try (ContentSnapshot after = ContentSnapshot.open(database(target), limit)) {
      for (Map.Entry<String, Rows> table : before.tables().entrySet()) {
        TableRecord record = after.tables().get(table.getKey());
        String name = record == null ? after.shortName(table.getKey()) : record.name();
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        Optional<Long> rows = record == null ? Optional.empty() : after.count(record);
        totals.put(name, new RowTotals(table.getKey(), Optional.empty(), rows));
        if (record == null) {
          tables.put(name, new TableContent.Dropped());
        } else {
          TableContent content = since(table.getValue(), after, record);
          tables.put(
              name,
              touched.contains(name) && content instanceof TableContent.Unknown
                  ? new TableContent.Unknown(
                      "a step is about it, and only a backup is left to compare it with")
                  : content);
        }
      }
      for (String sql : before.withoutRows()) {
        TableRecord record = after.tables().get(sql);
        if (record == null) {
          String name = after.shortName(sql);
          tables.put(name, new TableContent.Dropped());
          totals.put(name, new RowTotals(sql, Optional.empty(), Optional.empty()));
        } else {
          tables.put(record.name(), new TableContent.Unknown(NOT_IN_BACKUP));
        }
      }
      for (TableRecord table : after.tables().values()) {
        if (!before.tables().containsKey(table.sql())) {
          totals.put(
              table.name(), new RowTotals(table.sql(), Optional.empty(), after.count(table)));
        }
      }
    }
    return new ContentChanges(tables, List.of(), totals);
  }

  private static TableContent since(Rows before, ContentSnapshot after, TableRecord record)
      throws TargetException {
    if (!record.readable()) {
      return new TableContent.Unknown(TableRecord.NOT_READABLE);
    }
    return switch (after.rows(record, List.of())) {
      case ContentSnapshot.Known<Rows>(Rows rows) when rows.equals(before) ->
          new TableContent.Unchanged(rows.count());
      case ContentSnapshot.Known<Rows>(Rows rows) ->
          new TableContent.Unknown(
              "it has %d rows and had %d in the backup, with other values; nobody knows who wrote them"
                  .formatted(rows.count(), before.count()));
      case ContentSnapshot.Refused<Rows>(String reason) -> new TableContent.Unknown(reason);
    };
  }

  private DatabaseTarget database(EnvironmentId target) throws TargetException {
    Optional<Database> database =
        Optional.ofNullable(environments.get(target))
            .flatMap(WatchedEnvironment::databaseForBackups);
    return new DatabaseTarget(
        database.orElseThrow(
            () -> new TargetException("no database of " + target + " is configured")));
  }
}
