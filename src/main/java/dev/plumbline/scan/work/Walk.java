package dev.plumbline.scan.work;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Files;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.MissingBinaries;
import dev.plumbline.integrity.Check.UnservedStorage;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.CheckList;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.memory.CheckStatus;
import dev.plumbline.memory.Scan;
import dev.plumbline.memory.ScanStore;
import dev.plumbline.scan.Pace;
import dev.plumbline.scan.Pauses;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.scan.ScannedDatabase.Schema;
import dev.plumbline.scan.ScannedDatabase.State;
import dev.plumbline.scan.work.AskedFiles.UntoldException;
import dev.plumbline.schema.Reason;
import dev.plumbline.watch.UnreadableException;
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
final class Walk implements AutoCloseable {
  private final WatchedEnvironment watched;
  private final EnvironmentId environment;
  private final Scan scan;
  private final Journal journal;
  private final Patience patience;
  private final CompiledSchemas compiled;
  private final Scanner.Equipment equipment;
  private final ScanStore store;
  private final ScanFindings findings;
  private final Line line;
  private final Looking looking;
  private Optional<Set<CheckId>> existing = Optional.empty();

  /** As in the store, which nobody else writes meanwhile. */
  private final Map<CheckId, CheckStatus> statuses = new LinkedHashMap<>();

  /**
   * How it ended.
   *
   * @param dropped checks that the schema does not ask for any more
   */
  record End(Scan.State state, String message, Set<CheckId> dropped) {}

  Walk(
      WatchedEnvironment watched,
      Scan scan,
      Journal journal,
      Patience patience,
      CompiledSchemas compiled,
      Scanner.Equipment equipment) {
    this.watched = watched;
    this.environment = watched.environment().id();
    this.scan = scan;
    this.journal = journal;
    this.patience = patience;
    this.compiled = compiled;
    this.equipment = equipment;
    this.store = equipment.stores().scans();
    this.findings =
        new ScanFindings(
            environment,
            equipment.stores().monitor(),
            equipment.stores().findings(),
            equipment.clock());
    this.line = new Line(equipment.sources().databases(), environment, patience, journal);
    this.looking =
        new Looking(
            environment,
            line,
            journal,
            patience,
            new Pace(new Pauses(equipment.waiting(), equipment.clock())),
            equipment.listener(),
            equipment.clock());
  }

  /**
   * @throws Cut if the scan goes on elsewhere
   */
  End walk() throws InterruptedException {
    Scan.State state = Scan.State.DONE;
    List<String> how = new ArrayList<>();
    try {
      State now = line.ask("the state of its tables", ScanSession::state);
      all(now, compiled(now));
    } catch (UnreadableException e) {
      state = Scan.State.FAILED;
      how.add(e.reason().label() + ": " + e.detail());
    } catch (Cut cut) {
      state =
          switch (cut.why()) {
            case OUT_OF_BUDGET -> Scan.State.OVER_BUDGET;
            case LOST -> Scan.State.FAILED;
            case STOPPED, TAKEN_OVER -> throw cut;
          };
      how.add(cut.getMessage());
    }
    if (existing.isPresent()) {
      settle(existing.get());
      how.add(told());
    }
    return new End(state, String.join("; ", how), dropped());
  }

  @Override
  public void close() {
    line.close();
  }

  private CompiledSchema compiled(State now) throws UnreadableException, InterruptedException {
    Optional<CompiledSchema> known = compiled.find(environment, now);
    if (known.isPresent()) {
      return known.get();
    }
    Schema schema = line.ask("the schema", ScanSession::schema);
    CheckList checks = equipment.sources().compiler().apply(schema, now.surroundings());
    CompiledSchema made = CompiledSchema.of(schema, now.surroundings(), checks);
    compiled.keep(environment, made);
    return made;
  }

  private void all(State state, CompiledSchema schema) throws InterruptedException {
    store.checks(environment).forEach(status -> statuses.put(status.id(), status));
    CheckList list = withoutUnwanted(schema.checks());
    Plan plan =
        Plan.of(
            list,
            new Plan.Before(
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
    journal.confirm(plan.kept(), now);
    plan.kept().forEach(id -> statuses.computeIfPresent(id, (key, last) -> last.confirmed(now)));
    List<CheckStatus> uncheckable =
        plan.uncheckable().stream()
            .map(
                one ->
                    unknown(
                        one.id(),
                        Plan.UNCHECKABLE,
                        new Outcome.Unknown(one.reason(), one.detail())))
            .toList();
    journal.recordAside(uncheckable);
    remember(uncheckable);
    new Counting(environment, store, journal, line, equipment.clock())
        .count(schema.tables(), state.relations());
    Deque<Unit> units = plan.units();
    while (!units.isEmpty()) {
      look(units.removeFirst(), units);
    }
  }

  private void look(Unit unit, Deque<Unit> units) throws InterruptedException {
    try {
      List<CheckStatus> results = looked(unit);
      record(results);
    } catch (UntoldException e) {
      record(unknown(unit, e.outcome()));
    } catch (UnreadableException e) {
      if (unit.checks().size() > 1) {
        unit.parted().reversed().forEach(units::addFirst);
      } else {
        record(unknown(unit, new Outcome.Unknown(e.reason(), e.detail())));
      }
    }
  }

  private void record(List<CheckStatus> results) {
    journal.record(results);
    remember(results);
    findings.tell(results);
  }

  private void remember(List<CheckStatus> results) {
    results.forEach(result -> statuses.put(result.id(), result));
  }

  private List<CheckStatus> unknown(Unit unit, Outcome.Unknown outcome) {
    return unit.checks().stream()
        .map(check -> unknown(check.id(), check.definition(), outcome))
        .toList();
  }

  private CheckStatus unknown(CheckId id, String definition, Outcome.Unknown outcome) {
    Instant now = equipment.clock().instant();
    return new CheckStatus(
        id, id.code().severity(), definition, outcome, now, now, new TreeMap<>());
  }

  private List<CheckStatus> looked(Unit unit)
      throws UnreadableException, UntoldException, InterruptedException {
    Check first = unit.checks().getFirst();
    if (first instanceof UnservedStorage check) {
      return looking.files(
          unit, new StorageAnswers(environment, check, equipment.sources().binaries(), patience));
    }
    if (first instanceof MissingBinaries check) {
      Optional<Outcome.Unknown> unserved = check.storage().flatMap(this::unserved);
      return unserved.isPresent()
          ? unknown(unit, unserved.get())
          : looking.files(unit, files(check));
    }
    return looking.rows(unit);
  }

  /**
   * Why no single file of a storage location is asked for; empty if the location is served. That it
   * is not is a finding of its own, and is not reported twice.
   */
  private Optional<Outcome.Unknown> unserved(String storage) {
    Set<CheckId> dealtWith = store.dealtWith(scan.id());
    return statuses.values().stream()
        .filter(status -> status.id().code() == CheckCode.STORAGE_NOT_SERVED)
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
        KnownMissing.of(last, findings.open(check.id())),
        equipment.sources().binaries(),
        patience);
  }

  private CheckList withoutUnwanted(CheckList list) {
    List<Check> checks = new ArrayList<>(list.checks());
    checks.removeIf(
        check -> Unit.isAskedOverHttp(check) && watched.scanning().files() == Files.OFF);
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

  private String told() {
    Scan.Progress progress = journal.progress();
    int rest = progress.checks() - progress.looked() - progress.kept();
    return progress.checks()
        + " checks: "
        + progress.looked()
        + " checked, "
        + progress.kept()
        + " unchanged"
        + (progress.unknown() > 0 ? ", " + progress.unknown() + " unknown" : "")
        + (rest > 0 ? ", " + rest + " not reached" : "");
  }
}
