package dev.plumbline.sync;

import dev.plumbline.approval.Approver;
import dev.plumbline.backup.LateFiles;
import dev.plumbline.catalog.SqlName;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.drift.Side;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.plan.Plan;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunState;
import dev.plumbline.run.rollback.Footprint;
import dev.plumbline.run.rollback.RollbackPreview;
import dev.plumbline.run.verification.PlanScope;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.store.plan.StoredPlan;
import dev.plumbline.store.run.RunStore.Begun;
import dev.plumbline.sync.journal.RunStores;
import dev.plumbline.sync.port.LateRows;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.verify.TargetSides;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** What a rollback of a run would do, and asking for it. */
public final class Rollbacks {
  /** Who asks where the configuration says so. */
  public static final String ITSELF = "plumbline";

  /** An older run is left to people. */
  private static final Duration SOON = Duration.ofMinutes(10);

  private static final System.Logger LOG = System.getLogger(Rollbacks.class.getName());

  private final Settings settings;
  private final RunStores stores;
  private final TargetSides sides;
  private final Runs runs;
  private final Clock clock;
  private final Supplier<UUID> ids;

  /**
   * @param runs which carry a rollback out
   */
  public Rollbacks(
      Settings settings,
      RunStores stores,
      TargetSides sides,
      Runs runs,
      Clock clock,
      Supplier<UUID> ids) {
    this.settings = settings;
    this.stores = stores;
    this.sides = sides;
    this.runs = runs;
    this.clock = clock;
    this.ids = ids;
  }

  /** What a request came to. */
  public sealed interface Requested {
    /** As the store has it. */
    record Stored(Begun begun) implements Requested {}

    /** What it would do is not what was confirmed. */
    record OtherHash(String hash) implements Requested {}

    /** It cannot be done. */
    record Blocked(List<String> reasons) implements Requested {}
  }

  /**
   * Reads the target, and says what a rollback of a run would do to it now. One that cannot be done
   * says why.
   */
  public RollbackPreview preview(Run run) {
    List<String> reasons = new ArrayList<>(missing(run));
    Optional<Plan> plan = stores.plans().plan(run.plan()).flatMap(StoredPlan::plan);
    Optional<Footprint> footprint = stores.runs().footprint(run.id());
    Optional<DatabaseContent> content = backup(run).flatMap(Backup::dump).map(Backup.Dump::content);
    if (!run.isUndoable(stores.runs().rollback(run.id()))) {
      return nothing(List.of(notUndoable(run, stores.runs().rollback(run.id()))));
    }
    if (plan.isEmpty() || footprint.isEmpty() || content.isEmpty()) {
      reasons.add(
          "it is not known what the run changed; restore its backup as docs/backups.md describes");
      return nothing(reasons);
    }
    try {
      reasons.addAll(withoutRows(run, plan.get(), content.get()));
      Side before = sides.sealed(plan.get().seal().target());
      Side now = sides.now(plan.get().seal().target());
      return RollbackPreview.of(
              footprint.get(),
              before,
              now,
              table -> count(run.target(), table, content.get()),
              missing(run, plan.get()))
          .blockedBy(reasons);
    } catch (TargetException e) {
      reasons.add(e.getMessage());
      return nothing(reasons);
    }
  }

  private static RollbackPreview nothing(List<String> reasons) {
    return new RollbackPreview(List.of(), List.of(), List.of(), List.of(), reasons);
  }

  /** Why a run cannot be rolled back, whatever the target is like. */
  public static String notUndoable(Run run, Optional<Run> rollback) {
    if (run.undoes().isPresent()) {
      return "it is a rollback itself; propose a plan to bring the changes in again";
    }
    if (!run.state().isEnded()) {
      return "it has not ended";
    }
    if (!run.state().isApplied()) {
      return "it changed nothing";
    }
    return rollback
        .map(
            other ->
                other.state() == RunState.VERIFIED
                    ? "run " + other.id() + " rolled it back"
                    : "run " + other.id() + " rolls it back now")
        .orElse("nothing is in the way");
  }

  private List<String> missing(Run run) {
    List<String> missing = new ArrayList<>();
    EnvironmentId target = run.target();
    WatchedEnvironment watched = settings.environments().get(target);
    if (watched == null) {
      missing.add("'" + target + "' is not configured any more");
    } else {
      if (watched.writer().database().isEmpty()) {
        missing.add(
            "Plumbline may not write to the database of '"
                + target
                + "': set plumbline.environments."
                + target
                + ".database.writer.username and .password beside it");
      }
      if (watched.writer().token().isEmpty()) {
        missing.add(
            "Plumbline may not clear the cache of Directus of '"
                + target
                + "': set plumbline.environments."
                + target
                + ".directus.writer.token or .token-file");
      }
    }
    if (backup(run).filter(known -> known.state() == BackupState.PROVEN).isEmpty()) {
      missing.add("the backup of the run is not proven, or has no file any more");
    }
    return missing;
  }

  private List<String> missing(Run run, Plan plan) {
    return backup(run).flatMap(Backup::dump).stream()
        .map(dump -> LateRows.of(settings.backups().directory(), dump, plan.contents()).files())
        .flatMap(files -> files.entrySet().stream())
        .filter(table -> !Files.exists(table.getValue()))
        .map(table -> LateFiles.missing(table.getKey()))
        .toList();
  }

  private Optional<Backup> backup(Run run) {
    return run.backup().flatMap(stores.backups()::backup).filter(Backup::hasFile);
  }

  private String schema(EnvironmentId target) {
    return Optional.ofNullable(settings.environments().get(target))
        .flatMap(WatchedEnvironment::database)
        .map(WatchedEnvironment.Database::schema)
        .orElse("public");
  }

  /** What a rollback restores and the backup has not. */
  private List<String> withoutRows(Run run, Plan plan, DatabaseContent content) {
    Set<String> losing = PlanScope.of(plan.contents()).losing();
    return content.withoutRows(schema(run.target())).stream()
        .filter(losing::contains)
        .map(table -> "the backup of the run has no rows of `" + table + "`")
        .toList();
  }

  /** Names with schema are as SQL writes them. */
  private Optional<Long> count(EnvironmentId target, String table, DatabaseContent content) {
    String schema = schema(target);
    return content.tables().entrySet().stream()
        .filter(entry -> SqlName.inSchema(entry.getKey(), schema).equals(Optional.of(table)))
        .map(Map.Entry::getValue)
        .map(DatabaseContent.Rows::count)
        .findFirst();
  }

  /**
   * Where the configuration says so: asks once for the rollback of a run whose verification failed.
   * To be called again and again; whichever process does it, it is asked for once.
   */
  public void requestDue() {
    settings.environments().values().stream()
        .filter(watched -> watched.writer().rollsBack())
        .forEach(
            watched ->
                stores
                    .runs()
                    .runs(Access.ALL, Optional.of(watched.environment().id()), Optional.empty(), 1)
                    .items()
                    .stream()
                    .filter(this::isDue)
                    .forEach(this::requestItself));
  }

  private boolean isDue(Run last) {
    return last.state() == RunState.UNVERIFIED
        && last.undoes().isEmpty()
        && last.finishedAt().filter(end -> end.plus(SOON).isAfter(clock.instant())).isPresent();
  }

  private void requestItself(Run run) {
    List<String> blocked = preview(run).blocked();
    if (blocked.isEmpty()) {
      record(run, new Approver(ITSELF, ITSELF, false), Optional.of("rollback-of-" + run.id()));
    } else {
      LOG.log(
          Level.WARNING,
          "run {0} is not verified and cannot be rolled back: {1}",
          run.id(),
          String.join("; ", blocked));
    }
  }

  /**
   * Records a rollback and returns at once; it is carried out on a thread of its own.
   *
   * @param hash of the preview that the person confirms
   * @param key by which the client repeats the request safely
   */
  public Requested request(Run run, String hash, Approver by, Optional<String> key) {
    // A repeated request is answered as the first one, whatever has become of the target since.
    Optional<Run> last = stores.runs().rollback(run.id());
    if (last.isEmpty() || run.isUndoable(last)) {
      RollbackPreview preview = preview(run);
      if (!preview.blocked().isEmpty()) {
        return new Requested.Blocked(preview.blocked());
      }
      if (!preview.hash().equals(hash)) {
        return new Requested.OtherHash(preview.hash());
      }
    }
    return new Requested.Stored(record(run, by, key));
  }

  private Begun record(Run run, Approver by, Optional<String> key) {
    return runs.record(run.rollback(ids.get(), by.person(), clock.instant()), by, key);
  }
}
