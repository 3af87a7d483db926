package dev.plumbline.scan.work.run;

import static java.util.Comparator.comparing;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.MissingBinaries;
import dev.plumbline.integrity.Check.UnservedStorage;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.CheckList;
import dev.plumbline.integrity.CheckList.Uncheckable;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.store.ScanStore.Place;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.CheckStatus.TableState;
import dev.plumbline.store.state.Poll.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a scan does about each check, decided before any row is read.
 *
 * @param existing every check, also what cannot be made
 * @param dealtWith what this scan did before its process died
 * @param unchanged whose tables did not change
 * @param uncheckable to be recorded as unknown
 * @param units to be checked, in this order
 */
public record ScanPlan(
    Set<CheckId> existing,
    Set<CheckId> dealtWith,
    Set<CheckId> unchanged,
    List<Uncheckable> uncheckable,
    Deque<CheckBatch> units) {

  /**
   * A table's write counters report a write some seconds late, and nobody promises that they report
   * every one: after this, what was kept is checked again.
   */
  public static final Duration MOST_KEPT = Duration.ofHours(24);

  /** As stored for what cannot be made, so that it is checked once it can be. */
  public static final String UNCHECKABLE = "uncheckable";

  /**
   * What a plan is made from, besides the checks.
   *
   * @param scan that is planned
   * @param states of the tables now
   * @param known of each check
   * @param dealtWith by this scan, which is being resumed
   * @param place where this scan was, or the one before it whose budget was used up
   */
  public record Before(
      UUID scan,
      SortedMap<String, TableState> states,
      Collection<CheckStatus> known,
      Set<CheckId> dealtWith,
      Optional<Place> place,
      Trigger trigger,
      Instant now) {}

  public static ScanPlan of(CheckList list, Before before) {
    Map<CheckId, CheckStatus> known =
        before.known().stream().collect(Collectors.toMap(CheckStatus::id, Function.identity()));
    Set<CheckId> existing = new HashSet<>();
    Set<CheckId> done = new HashSet<>();
    Set<CheckId> unchanged = new HashSet<>();
    List<Check> toRun = new ArrayList<>();
    for (Check check : list.checks()) {
      Optional<CheckStatus> status =
          Optional.ofNullable(known.get(check.id()))
              .filter(last -> last.definition().equals(check.definition()));
      existing.add(check.id());
      if (status.isPresent() && before.dealtWith().contains(check.id())) {
        done.add(check.id());
      } else if (status.filter(last -> stands(check, last, before)).isPresent()) {
        unchanged.add(check.id());
      } else {
        toRun.add(check);
      }
    }
    List<Uncheckable> uncheckable = new ArrayList<>();
    for (Uncheckable one : list.uncheckable()) {
      CheckStatus status = known.get(one.id());
      existing.add(one.id());
      if (status != null
          && before.dealtWith().contains(one.id())
          && status.outcome().equals(new Outcome.Unknown(one.reason(), one.detail()))) {
        done.add(one.id());
      } else {
        uncheckable.add(one);
      }
    }
    return new ScanPlan(existing, done, unchanged, uncheckable, units(toRun, known, before));
  }

  private static boolean stands(Check check, CheckStatus last, Before before) {
    boolean isKnown =
        switch (last.outcome()) {
          case Outcome.Clean ignored -> true;
          // Whoever asks has probably just repaired it, and the counters may not know yet.
          case Outcome.Violated ignored -> before.trigger() == Trigger.SCHEDULE;
          case Outcome.Unknown ignored -> false;
        };
    return isKnown
        && !last.basis().isEmpty()
        && last.basis().equals(CheckBatch.basis(List.of(check), before.states()))
        && last.checkedAt().plus(MOST_KEPT).isAfter(before.now());
  }

  private static Deque<CheckBatch> units(
      List<Check> toRun, Map<CheckId, CheckStatus> known, Before before) {
    List<Check> rest = new ArrayList<>(toRun);
    Optional<List<Check>> begun = before.place().flatMap(place -> begun(place, toRun));
    begun.ifPresent(rest::removeAll);
    ArrayDeque<CheckBatch> units = new ArrayDeque<>();
    together(rest, known).stream()
        .sorted(
            comparing((List<Check> checks) -> rank(checks.getFirst()))
                .thenComparing(checks -> oldest(checks, known))
                .thenComparing(checks -> checks.getFirst().id()))
        .map(checks -> CheckBatch.begin(checks, before.states()))
        .forEach(units::add);
    begun.ifPresent(
        checks ->
            CheckBatch.resume(checks, before.place().orElseThrow(), before.states(), before.scan())
                .ifPresentOrElse(
                    units::addFirst,
                    // What never gets through in the budget must not keep the others from it.
                    () -> units.addLast(CheckBatch.begin(checks, before.states()))));
    return units;
  }

  /** Files of a storage location that is not served are not asked for one by one. */
  private static int rank(Check check) {
    return check instanceof MissingBinaries ? 2 : check instanceof UnservedStorage ? 1 : 0;
  }

  /** The checks of a place, if they are all to be checked and still the same. */
  private static Optional<List<Check>> begun(Place place, List<Check> toRun) {
    Map<CheckId, Check> byId =
        toRun.stream().collect(Collectors.toMap(Check::id, Function.identity()));
    if (!byId.keySet().containsAll(place.checks())) {
      return Optional.empty();
    }
    List<Check> checks = new ArrayList<>();
    place.checks().forEach(id -> checks.add(Optional.ofNullable(byId.get(id)).orElseThrow()));
    return Optional.<List<Check>>of(checks)
        .filter(all -> CheckBatch.definition(all).equals(place.definition()));
  }

  /** One that failed last time would only make the others fail with it, and begin again. */
  private static List<List<Check>> together(List<Check> checks, Map<CheckId, CheckStatus> known) {
    return CheckList.together(
        checks,
        check -> {
          CheckStatus last = known.get(check.id());
          return last != null && last.outcome() instanceof Outcome.Unknown;
        });
  }

  private static Instant oldest(List<Check> checks, Map<CheckId, CheckStatus> known) {
    return checks.stream()
        .map(check -> Optional.ofNullable(known.get(check.id())))
        .map(status -> status.map(CheckStatus::checkedAt).orElse(Instant.MIN))
        .min(Instant::compareTo)
        .orElse(Instant.MIN);
  }
}
