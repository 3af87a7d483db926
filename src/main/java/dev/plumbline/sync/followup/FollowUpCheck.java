package dev.plumbline.sync.followup;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.words.Words;
import dev.plumbline.environment.Access;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.plan.Plan;
import dev.plumbline.run.Run;
import dev.plumbline.run.followup.FollowUpState;
import dev.plumbline.run.rollback.Footprint;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.FindingStore.Filter;
import dev.plumbline.store.Page;
import dev.plumbline.store.ScanStore;
import dev.plumbline.store.plan.StoredPlan;
import dev.plumbline.sync.journal.RunStores;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.verify.TargetSides;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Whether what a run changed is still as the run left it. */
public final class FollowUpCheck {
  private static final int PAGE = 100;

  private final RunStores stores;
  private final TargetSides sides;
  private final FindingStore findings;
  private final ScanStore scans;
  private final String model;

  /**
   * @param model of this version of Plumbline: another one may describe the same things differently
   */
  public FollowUpCheck(
      RunStores stores, TargetSides sides, FindingStore findings, ScanStore scans, String model) {
    this.stores = stores;
    this.sides = sides;
    this.findings = findings;
    this.scans = scans;
    this.model = model;
  }

  /**
   * What came of it.
   *
   * @param message a sentence without full stop
   */
  record Result(FollowUpState state, String message) {}

  /**
   * Reads the target.
   *
   * @return empty if it is to be tried again, because another run changes the target now
   */
  Optional<Result> check(Run run) throws TargetException {
    List<Run> later = later(run);
    if (later.stream().anyMatch(other -> !other.state().isEnded())) {
      return Optional.empty();
    }
    UUID changed = run.undoes().orElse(run.id());
    Optional<Footprint> footprint = stores.runs().footprint(changed);
    Optional<Plan> plan = stores.plans().plan(run.plan()).flatMap(StoredPlan::plan);
    if (footprint.isEmpty() || plan.isEmpty()) {
      return Optional.of(
          new Result(FollowUpState.UNKNOWN, "what the run changed is not stored any more"));
    }
    Optional<String> superseded = superseded(run, footprint.get(), later);
    return Optional.of(
        superseded.isPresent()
            ? new Result(FollowUpState.SUPERSEDED, superseded.get())
            : compared(run, plan.get(), footprint.get()));
  }

  /** Runs of the target that were begun after this one, newest first. */
  private List<Run> later(Run run) {
    List<Run> later = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Run> page = stores.runs().runs(Access.ALL, Optional.of(run.target()), cursor, PAGE);
      for (Run other : page.items()) {
        if (other.id().equals(run.id())) {
          return later;
        }
        later.add(other);
      }
      cursor = page.next();
    } while (cursor.isPresent());
    return later;
  }

  /** Of a run of which it is not known what it changed, the worst is assumed. */
  private Optional<String> superseded(Run run, Footprint changed, List<Run> later) {
    for (Run other : later) {
      if (!other.state().isApplied()) {
        continue;
      }
      if (other.undoes().equals(Optional.of(run.id()))) {
        return Optional.of("run " + other.id() + " rolled it back");
      }
      Optional<Footprint> again = stores.runs().footprint(other.undoes().orElse(other.id()));
      if (again.isEmpty() || again.get().overlaps(changed)) {
        return Optional.of("run " + other.id() + " changed the same since");
      }
    }
    return Optional.empty();
  }

  private Result compared(Run run, Plan plan, Footprint footprint) throws TargetException {
    Side before = sides.sealed(plan.seal().target());
    Side now = sides.now(plan.seal().target());
    List<String> moved =
        run.undoes().isPresent()
            ? footprint.notUndone(before, now)
            : footprint.movedSince(before, now);
    if (!moved.isEmpty() && !plan.seal().model().equals(model)) {
      return new Result(
          FollowUpState.UNKNOWN,
          "Plumbline was updated since the plan was made and may describe the same differently");
    }
    Instant end = run.finishedAt().orElseThrow();
    List<String> wrong =
        Stream.concat(moved.stream(), violations(run, footprint, end).stream()).toList();
    return wrong.isEmpty()
        ? new Result(FollowUpState.AS_PLANNED, unchanged(run, end))
        : new Result(FollowUpState.NOT_AS_PLANNED, Words.list(wrong));
  }

  private String unchanged(Run run, Instant end) {
    boolean scanned =
        scans.lastComplete(run.target()).filter(scan -> scan.startedAt().isAfter(end)).isPresent();
    return "what the run changed is as it left it, and its tables have no new finding"
        + (scanned ? "" : ", but the records were not scanned since");
  }

  private List<String> violations(Run run, Footprint footprint, Instant end) {
    Set<String> tables = footprint.scope().tables();
    return findings.all(Filter.of(run.target(), FindingKind.VIOLATION).unresolved()).stream()
        .filter(finding -> finding.openedAt().isAfter(end))
        .filter(finding -> isOf(finding.observation().subject(), tables))
        .map(Finding::observation)
        .map(violation -> "new finding " + violation.code() + ": " + violation.message())
        .toList();
  }

  private static boolean isOf(String subject, Set<String> tables) {
    return tables.stream()
        .anyMatch(table -> subject.equals(table) || subject.startsWith(table + "."));
  }
}
