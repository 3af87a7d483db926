package dev.plumbline.scan.work;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Files;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.MissingBinaries;
import dev.plumbline.integrity.Check.UnservedStorage;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.CheckList;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.compile.system.SystemCheck;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.scan.ScannedDatabase.Schema;
import dev.plumbline.scan.ScannedDatabase.State;
import dev.plumbline.scan.Sleeper;
import dev.plumbline.scan.Throttle;
import dev.plumbline.scan.work.files.AskedFiles.NoAnswerException;
import dev.plumbline.scan.work.files.KnownMissingFiles;
import dev.plumbline.scan.work.files.MissingFiles;
import dev.plumbline.scan.work.files.StorageAnswers;
import dev.plumbline.scan.work.run.CheckBatch;
import dev.plumbline.scan.work.run.ReconnectingSession;
import dev.plumbline.scan.work.run.ScanBudget;
import dev.plumbline.scan.work.run.ScanInterruptedException;
import dev.plumbline.scan.work.run.ScanJournal;
import dev.plumbline.scan.work.run.ScanPlan;
import dev.plumbline.store.ScanStore;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.Scan;
import dev.plumbline.watch.source.UnreadableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The way of one scan through all checks, as far as this process goes it. */
final class ScanRun implements AutoCloseable {
  private final WatchedEnvironment watched;
  private final EnvironmentId environment;
  private final Scan scan;
  private final ScanJournal journal;
  private final ScanBudget budget;
  private final CompiledSchemas compiled;
  private final Scanner.Equipment equipment;
  private final ScanStore store;
  private final ScanFindings findings;
  private final ReconnectingSession connection;
  private final CheckRunner runner;
  private Optional<Set<CheckId>> existing = Optional.empty();

  /** As in the store, which nobody else writes meanwhile. */
  private final Map<CheckId, CheckStatus> statuses = new LinkedHashMap<>();

  /**
   * How it ended.
   *
   * @param dropped checks that the schema does not ask for any more
   */
  record End(Scan.State state, String message, Set<CheckId> dropped) {}

  ScanRun(
      WatchedEnvironment watched,
      Scan scan,
      ScanJournal journal,
      ScanBudget budget,
      CompiledSchemas compiled,
      Scanner.Equipment equipment) {
    this.watched = watched;
    this.environment = watched.environment().id();
    this.scan = scan;
    this.journal = journal;
    this.budget = budget;
    this.compiled = compiled;
    this.equipment = equipment;
    this.store = equipment.stores().scans();
    this.findings =
        new ScanFindings(
            environment,
            equipment.stores().monitor(),
            equipment.stores().findings(),
            equipment.clock());
    this.connection =
        new ReconnectingSession(equipment.sources().databases(), environment, budget, journal);
    this.runner =
        new CheckRunner(
            environment,
            connection,
            journal,
            budget,
            new Throttle(new Sleeper(equipment.waiting(), equipment.clock())),
            equipment.listener(),
            equipment.clock());
  }

  /**
   * @throws ScanInterruptedException if the scan continues elsewhere
   */
  End run() throws InterruptedException {
    Scan.State state = Scan.State.DONE;
    List<String> how = new ArrayList<>();
    try {
      State now = connection.ask("the state of its tables", ScanSession::state);
      all(now, compiled(now));
    } catch (UnreadableException e) {
      state = Scan.State.FAILED;
      how.add(e.reason().label() + ": " + e.detail());
    } catch (ScanInterruptedException interruption) {
      state =
          switch (interruption.why()) {
            case OUT_OF_BUDGET -> Scan.State.OVER_BUDGET;
            case LOST -> Scan.State.FAILED;
            case STOPPED, TAKEN_OVER -> throw interruption;
          };
      how.add(interruption.getMessage());
    }
    if (existing.isPresent()) {
      settle(existing.get());
      how.add(journal.progress().summary());
    }
    return new End(state, String.join("; ", how), dropped());
  }

  @Override
  public void close() {
    connection.close();
  }

  private CompiledSchema compiled(State now) throws UnreadableException, InterruptedException {
    Optional<CompiledSchema> known = compiled.find(environment, now);
    if (known.isPresent()) {
      return known.get();
    }
    Schema schema = connection.ask("the schema", ScanSession::schema);
    CheckList checks = equipment.sources().compiler().apply(schema, now.context());
    CompiledSchema made = CompiledSchema.of(schema, now.context(), checks);
    compiled.keep(environment, made);
    return made;
  }

  private void all(State state, CompiledSchema schema) throws InterruptedException {
    store.checks(environment).forEach(status -> statuses.put(status.id(), status));
    CheckList list = withoutUnwanted(schema.checks());
    ScanPlan plan =
        ScanPlan.of(
            list,
            new ScanPlan.Before(
                scan.id(),
                state.relations(),
                statuses.values(),
                store.dealtWith(scan.id()),
                journal.place(),
                scan.trigger(),
                equipment.clock().instant()));
    existing = Optional.of(plan.existing());
    journal.planned(plan, statuses.values());
    Instant now = equipment.clock().instant();
    journal.confirm(plan.unchanged(), now);
    plan.unchanged()
        .forEach(id -> statuses.computeIfPresent(id, (key, last) -> last.confirmed(now)));
    List<CheckStatus> uncheckable =
        plan.uncheckable().stream()
            .map(
                one ->
                    unknown(
                        one.id(),
                        ScanPlan.UNCHECKABLE,
                        new Outcome.Unknown(one.reason(), one.detail())))
            .toList();
    journal.recordAside(uncheckable);
    remember(uncheckable);
    new ItemCounting(environment, store, journal, connection, equipment.clock())
        .count(schema.tables(), state.relations());
    Deque<CheckBatch> batches = plan.units();
    while (!batches.isEmpty()) {
      run(batches.removeFirst(), batches);
    }
  }

  private void run(CheckBatch batch, Deque<CheckBatch> batches) throws InterruptedException {
    try {
      List<CheckStatus> results = checked(batch);
      record(results);
    } catch (NoAnswerException e) {
      record(unknown(batch, e.outcome()));
    } catch (UnreadableException e) {
      if (batch.checks().size() > 1) {
        batch.parted().reversed().forEach(batches::addFirst);
      } else {
        record(unknown(batch, new Outcome.Unknown(e.reason(), e.detail())));
      }
    }
  }

  private void record(List<CheckStatus> results) {
    journal.record(results);
    remember(results);
    findings.update(results);
  }

  private void remember(List<CheckStatus> results) {
    results.forEach(result -> statuses.put(result.id(), result));
  }

  private List<CheckStatus> unknown(CheckBatch batch, Outcome.Unknown outcome) {
    return batch.checks().stream()
        .map(check -> unknown(check.id(), check.definition(), outcome))
        .toList();
  }

  private CheckStatus unknown(CheckId id, String definition, Outcome.Unknown outcome) {
    Instant now = equipment.clock().instant();
    return new CheckStatus(
        id, id.code().severity(), definition, outcome, now, now, new TreeMap<>());
  }

  private List<CheckStatus> checked(CheckBatch batch)
      throws UnreadableException, NoAnswerException, InterruptedException {
    Check first = batch.checks().getFirst();
    if (first instanceof UnservedStorage check) {
      return runner.files(
          batch, new StorageAnswers(environment, check, equipment.sources().binaries(), budget));
    }
    if (first instanceof MissingBinaries check) {
      Optional<Outcome.Unknown> unserved = check.storage().flatMap(this::unserved);
      return unserved.isPresent()
          ? unknown(batch, unserved.get())
          : runner.files(batch, files(check));
    }
    return runner.rows(batch);
  }

  /**
   * Why no single file of a storage location is asked for; empty if the location is served. That it
   * is not is a finding of its own, and is not reported twice.
   */
  private Optional<Outcome.Unknown> unserved(String storage) {
    Set<CheckId> dealtWith = store.dealtWith(scan.id());
    return statuses.values().stream()
        .filter(status -> status.id().code() == SystemCheck.STORAGE_NOT_SERVED)
        .filter(status -> status.id().detail().equals(storage))
        .filter(status -> dealtWith.contains(status.id()))
        .flatMap(
            status ->
                switch (status.outcome()) {
                  case Outcome.Clean ignored -> Stream.<Outcome.Unknown>empty();
                  case Outcome.Unknown unknown -> Stream.of(unknown);
                  case Outcome.Violated ignored ->
                      Stream.of(
                          new Outcome.Unknown(
                              Reason.NOT_CONFIGURED,
                              "no file of the storage location '"
                                  + storage
                                  + "' is served, so missing binaries cannot be identified"));
                })
        .findFirst();
  }

  private MissingFiles files(MissingBinaries check) {
    Optional<Outcome> last =
        Optional.ofNullable(statuses.get(check.id())).map(CheckStatus::outcome);
    return new MissingFiles(
        environment,
        scan.id(),
        watched.scanning().files(),
        check.storage(),
        KnownMissingFiles.of(last, findings.open(check.id())),
        equipment.sources().binaries(),
        budget);
  }

  private CheckList withoutUnwanted(CheckList list) {
    List<Check> checks = new ArrayList<>(list.checks());
    checks.removeIf(
        check -> CheckBatch.isAskedOverHttp(check) && watched.scanning().files() == Files.OFF);
    return new CheckList(checks, list.uncheckable());
  }

  private Set<CheckId> dropped() {
    Set<CheckId> dropped = new HashSet<>(statuses.keySet());
    // Which ones there are is not known of a schema that could not be read.
    dropped.removeAll(existing.orElse(statuses.keySet()));
    return dropped;
  }

  private void settle(Set<CheckId> checks) {
    findings.settle(
        statuses.values().stream().filter(status -> checks.contains(status.id())).toList(), checks);
  }
}
