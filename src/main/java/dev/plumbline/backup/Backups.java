package dev.plumbline.backup;

import dev.plumbline.approval.Approver;
import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.restore.BackupRestorer;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.store.Lease;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.Backup.Dump;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.backup.BackupStore;
import dev.plumbline.store.backup.BackupStore.Purpose;
import dev.plumbline.store.backup.BackupStore.Taken;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Backups that somebody or the schedule asks for. A dump is proven as soon as it is made. Whatever
 * is to be known after a crash is in the store: another process ends or proves a backup whose
 * process is silent.
 */
public final class Backups {
  /** Many of the beats that a process at work gives, one a second. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  /** A proof that more processes in a row did not survive would continue to kill them. */
  static final int MOST_TERMS = 5;

  private static final System.Logger LOG = System.getLogger(Backups.class.getName());

  private final Settings settings;
  private final BackupStore store;
  private final BackupJournal journal;
  private final BackupMaker maker;
  private final BackupProver prover;
  private final BackupRestorer restorer;
  private final BackupRetention retention;
  private final BackupFindings findings;
  private final BackupListener listener;
  private final Executor executor;
  private final Clock clock;
  private final Supplier<UUID> ids;

  /**
   * @param store on connections that no request can take away
   * @param executor does each backup on a thread of its own
   */
  public Backups(
      Settings settings,
      BackupStore store,
      MonitorStore findings,
      BackupParts parts,
      BackupListener listener,
      Executor executor,
      Clock clock,
      Supplier<UUID> ids) {
    this.settings = settings;
    this.store = store;
    this.journal = new BackupJournal(store);
    BackupPolicy.Means means = settings.backups();
    this.maker = new BackupMaker(parts.sources(), parts.programs(), parts.files(), means, clock);
    this.prover = new BackupProver(parts.sources(), parts.restorer(), means, clock);
    this.restorer = parts.restorer();
    this.retention =
        new BackupRetention(
            store, means.directory(), parts.needed(), settings.runs().rollbackWithin(), clock);
    this.findings = new BackupFindings(settings, store, findings);
    this.listener = listener;
    this.executor = executor;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Records a backup and returns at once; it is made on a thread of its own.
   *
   * @param by who asks, which is recorded in the audit; empty: the schedule
   * @param key by which the client repeats the request safely: nothing is done if it was used
   * @return the one that is stored: that of the key, or the one that is being made already
   */
  public Backup request(
      EnvironmentId environment,
      Optional<Approver> by,
      Optional<String> note,
      Optional<String> key) {
    Backup waiting =
        Backup.waiting(ids.get(), environment, clock.instant(), by.map(Approver::token), note);
    return begun(waiting, key, new Purpose(by, false), Optional.empty(), recorded -> {});
  }

  /**
   * Likewise, the backup of a run.
   *
   * @param needed the rows that it must have where the policy narrows it; empty: it has all
   * @param recorded gets the id of a new one before it is begun
   */
  public Backup requestForRun(
      EnvironmentId environment,
      String by,
      String note,
      String key,
      Optional<NeededTables> needed,
      Consumer<UUID> recorded) {
    Backup waiting =
        Backup.waiting(ids.get(), environment, clock.instant(), Optional.of(by), Optional.of(note));
    boolean mayBeNarrowed =
        needed.isPresent() && policy(environment).flatMap(BackupPolicy::narrowAbove).isPresent();
    return begun(
        waiting, Optional.of(key), new Purpose(Optional.empty(), mayBeNarrowed), needed, recorded);
  }

  private Optional<BackupPolicy> policy(EnvironmentId environment) {
    return Optional.ofNullable(settings.environments().get(environment))
        .flatMap(WatchedEnvironment::backup);
  }

  private Backup begun(
      Backup waiting,
      Optional<String> key,
      Purpose purpose,
      Optional<NeededTables> needed,
      Consumer<UUID> recorded) {
    Backup stored = store.begin(waiting, key, purpose);
    if (stored.id().equals(waiting.id())) {
      recorded.accept(stored.id());
      begin(stored, needed, Lease.first(stored.id()));
    }
    return stored;
  }

  /**
   * Proves a backup once more, on a thread of its own.
   *
   * @return false if it has no file, or one of its environment is being made
   */
  public boolean verify(Backup backup, Approver by) {
    Optional<Lease> lease = store.reopen(backup.id(), by, clock.instant());
    lease.ifPresent(taken -> begin(backup.in(BackupState.DUMPED), Optional.empty(), taken));
    return lease.isPresent();
  }

  /** Asks for those that are due by their schedule. */
  public void requestDue() {
    for (WatchedEnvironment watched : settings.environments().values()) {
      EnvironmentId id = watched.environment().id();
      watched
          .backup()
          .flatMap(BackupPolicy::schedule)
          .filter(
              schedule ->
                  store
                      .requests(id)
                      .filter(known -> schedule.after(known.last()).isAfter(clock.instant()))
                      .isEmpty())
          .ifPresent(due -> request(id, Optional.empty(), Optional.empty(), Optional.empty()));
    }
  }

  /** Ends or continues each backup whose process died. */
  public void takeOver() {
    for (Optional<Taken> taken = next(); taken.isPresent(); taken = next()) {
      Backup backup = taken.get().backup();
      Lease lease = taken.get().lease();
      if (backup.dump().isEmpty()) {
        maker.deleteUnfinished(backup);
        end(
            lease,
            backup.ended(
                BackupState.FAILED,
                "Plumbline ended while the database was being dumped",
                clock.instant()));
      } else if (lease.term() > MOST_TERMS) {
        end(
            lease,
            backup.ended(
                BackupState.UNPROVEN,
                MOST_TERMS + " processes in a row ended while they proved it",
                clock.instant()));
        executor.execute(restorer::deleteLeft);
      } else {
        begin(backup, Optional.empty(), lease);
      }
    }
  }

  private Optional<Taken> next() {
    return store.takeOver(SILENCE, settings.environments().keySet());
  }

  private void begin(Backup backup, Optional<NeededTables> needed, Lease lease) {
    executor.execute(
        () -> {
          try {
            work(backup, needed, lease);
          } catch (BackupJournal.LeaseLostException e) {
            LOG.log(Level.WARNING, "another process continues backup {0}", backup.id());
          } catch (StoreUnavailableException e) {
            LOG.log(
                Level.WARNING,
                "backup {0} ended because Plumbline''s store is not available: {1}",
                backup.id(),
                e.getMessage());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "backup " + backup.id() + " ended in an internal error", e);
            end(
                lease,
                backup.ended(
                    backup.dump().isPresent() ? BackupState.UNPROVEN : BackupState.FAILED,
                    "an internal error ended it; see Plumbline's log",
                    clock.instant()));
          }
        });
  }

  private void work(Backup waiting, Optional<NeededTables> needed, Lease lease)
      throws InterruptedException {
    Optional<BackupPolicy> policy = policy(waiting.environment());
    Optional<Backup> dumped = Optional.of(waiting).filter(known -> known.dump().isPresent());
    if (dumped.isEmpty() && policy.isPresent()) {
      dumped = dump(waiting, policy.get(), needed, lease);
    }
    if (dumped.isPresent()) {
      boolean isRecorded = false;
      try {
        Backup proving = dumped.get();
        journal.record(lease, proving.in(BackupState.PROVING));
        Backup ended = prover.tried(proving, () -> journal.beat(lease, proving.bytes()), listener);
        isRecorded = end(lease, ended);
        if (isRecorded && ended.state() == BackupState.PROVEN && policy.isPresent()) {
          retention.deleteOlder(ended.environment(), policy.get().keep());
        }
      } finally {
        if (!isRecorded) {
          // Whoever takes the backup over must be able to prove it.
          restorer.reserved().release(waiting.id());
        }
      }
    }
  }

  private Optional<Backup> dump(
      Backup waiting, BackupPolicy policy, Optional<NeededTables> needed, Lease lease)
      throws InterruptedException {
    journal.record(lease, waiting.in(BackupState.DUMPING));
    try {
      Dump dump = maker.make(waiting, policy, needed, written -> journal.beat(lease, written));
      Backup dumped = waiting.dumped(dump);
      journal.record(lease, dumped);
      return Optional.of(dumped);
    } catch (BackupException e) {
      end(lease, waiting.ended(BackupState.FAILED, e.getMessage(), clock.instant()));
      return Optional.empty();
    }
  }

  private boolean end(Lease lease, Backup ended) {
    boolean recorded = store.record(lease, ended);
    if (recorded) {
      LOG.log(
          ended.state() == BackupState.PROVEN ? Level.INFO : Level.WARNING,
          "the backup of {0} is {1}: {2}",
          ended.environment(),
          ended.state().label(),
          ended.message().orElse(""));
      listener.ended(ended);
      findings.refresh(ended.environment(), clock.instant());
    }
    return recorded;
  }

  /** Of all environments: a backup may be overdue by now. */
  public void refreshFindings() {
    settings.environments().keySet().forEach(id -> findings.refresh(id, clock.instant()));
  }

  /** Deletes the files of narrowed backups of which no run can be rolled back any more. */
  public void deleteNarrowed() {
    settings.environments().keySet().forEach(retention::deleteNarrowed);
  }

  /** Deletes what is known of backups that have had no file for so long. */
  public long prune(Instant before) {
    return store.prune(before);
  }
}
