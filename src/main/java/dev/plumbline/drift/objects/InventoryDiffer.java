package dev.plumbline.drift.objects;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.objects.InventoryMatcher.Pair;
import dev.plumbline.drift.version.PostgresVersions;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds every difference between the inventories of two sides; at most one change an object. */
public final class InventoryDiffer {
  private InventoryDiffer() {}

  /**
   * @param shown what differs in the snapshots
   * @param otherDirectus whether it is reported that the two run different versions of Directus
   * @return nothing if a side has no inventory: what was not checked does not differ
   */
  public static List<Change> changes(
      Side source, Side target, List<Change> shown, boolean otherDirectus) {
    if (source.inventory().isEmpty() || target.inventory().isEmpty()) {
      return List.of();
    }
    Inventory ours = source.inventory().get();
    Inventory theirs = target.inventory().get();
    List<Pair> pairs = InventoryMatcher.pairs(ours, theirs);
    // The usual case; the tables and columns of a thousand collections need not be collected.
    if (pairs.isEmpty()) {
      return List.of();
    }
    Set<ObjectId> differing = pairs.stream().map(Pair::id).collect(toSet());
    AlreadyReported reported =
        new AlreadyReported(
            SideTables.of(source, ours), SideTables.of(target, theirs), otherDirectus);
    List<Pair> open =
        pairs.stream()
            .filter(pair -> SettingEffect.isComparable(pair, differing))
            .flatMap(FlowChange::compared)
            .filter(pair -> !reported.elsewhere(pair))
            .toList();
    Map<String, List<Pair>> byTable = open.stream().collect(groupingBy(pair -> pair.id().table()));
    ColumnOverlap columns = new ColumnOverlap(shown);
    Optional<PostgresVersions> versions = PostgresVersions.of(source, target);
    return open.stream()
        .filter(pair -> !reported.ofParent(pair, byTable))
        .flatMap(
            pair ->
                pair.id().kind() == ObjectKind.COLUMN && PartialObject.isOf(pair)
                    ? columns.rest(pair).stream()
                    : Stream.of(pair))
        .map(pair -> change(pair, versions))
        .toList();
  }

  private static Change change(Pair pair, Optional<PostgresVersions> versions) {
    boolean isOnBoth = pair.source().isPresent() && pair.target().isPresent();
    if (isOnBoth && versions.isPresent()) {
      PostgresVersions two = versions.get();
      if (two.isDoubtful(pair.id(), pair.source().orElseThrow(), pair.target().orElseThrow())) {
        return ObjectChange.doubtful(pair, two);
      }
    }
    return isOnBoth || PartialObject.isOf(pair)
        ? ObjectChange.changed(pair)
        : ObjectChange.oneSided(pair);
  }
}
