package dev.plumbline.scan.work.run;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.MissingBinaries;
import dev.plumbline.integrity.Check.UnservedStorage;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Tally;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.ScanStore.Place;
import dev.plumbline.store.state.CheckStatus.TableState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Checks that are checked together, and how far that is.
 *
 * @param checks one; or several of one {@link Check#group}
 * @param position where to continue; empty at the beginning
 * @param basis states of their tables before any row was checked; empty if they cannot be
 *     determined, or do not say of everything that decides
 */
public record CheckBatch(
    List<Check> checks,
    Optional<String> position,
    Map<CheckId, Tally> tallies,
    SortedMap<String, TableState> basis) {
  public CheckBatch {
    checks = List.copyOf(checks);
    tallies = Map.copyOf(tallies);
  }

  /**
   * One that begins.
   *
   * @param states of all tables
   */
  static CheckBatch begin(List<Check> checks, SortedMap<String, TableState> states) {
    return new CheckBatch(checks, Optional.empty(), Map.of(), basis(checks, states));
  }

  /**
   * One that continues; empty if a row was written since it began, or if that cannot be determined
   * and it was begun by another scan: its rows would pass for checked now. Of files no state tells
   * anything, and whether a binary is there is reported when it is asked for.
   *
   * @param scan the one that continues
   */
  static Optional<CheckBatch> resume(
      List<Check> checks, Place place, SortedMap<String, TableState> states, UUID scan) {
    SortedMap<String, TableState> basis = basis(checks, states);
    boolean isKnown =
        !basis.isEmpty()
            || place.scan().equals(scan)
            || checks.stream().allMatch(CheckBatch::isAskedOverHttp);
    return isKnown && basis.equals(place.basis())
        ? Optional.of(new CheckBatch(checks, place.position(), place.tallies(), basis))
        : Optional.empty();
  }

  /** Whether its answer comes from the API. */
  public static boolean isAskedOverHttp(Check check) {
    return check instanceof MissingBinaries || check instanceof UnservedStorage;
  }

  /** The states of the tables of one of its checks; empty if more than they decides. */
  public SortedMap<String, TableState> basisOf(Check check) {
    return basis.isEmpty() ? basis : basis(List.of(check), basis);
  }

  /** The states of all relations, if they are all that decides; empty if one is not known. */
  static SortedMap<String, TableState> basis(
      List<Check> checks, SortedMap<String, TableState> states) {
    SortedMap<String, TableState> basis = new TreeMap<>();
    for (Check check : checks) {
      for (String relation : check.relations()) {
        TableState state = states.get(relation);
        if (state == null || !check.hangsOnRowsAlone()) {
          return new TreeMap<>();
        }
        basis.put(relation, state);
      }
    }
    return basis;
  }

  /** After a step; {@link #position} is empty if it was the last. */
  public CheckBatch after(Step step) {
    Map<CheckId, Tally> sums = new HashMap<>();
    for (Check check : checks) {
      sums.put(
          check.id(),
          tally(check.id())
              .plus(step.tallies().getOrDefault(check.id(), Tally.NONE), check.mostSamples()));
    }
    return new CheckBatch(checks, step.next(), sums, basis);
  }

  public CheckBatch anew() {
    return new CheckBatch(checks, Optional.empty(), Map.of(), basis);
  }

  /** Each check by itself, from the beginning. */
  public List<CheckBatch> parted() {
    return checks.stream()
        .map(check -> new CheckBatch(List.of(check), Optional.empty(), Map.of(), basis))
        .toList();
  }

  public Tally tally(CheckId id) {
    return tallies.getOrDefault(id, Tally.NONE);
  }

  /**
   * @param scan which got there
   */
  Place place(UUID scan) {
    return new Place(
        scan,
        checks.stream().map(Check::id).toList(),
        definition(checks),
        position,
        tallies,
        basis);
  }

  /** Of all of them together: another one, another question. */
  static String definition(List<Check> checks) {
    return Fingerprint.sha256(
        checks.stream().map(Check::definition).collect(Collectors.joining(" ")));
  }
}
