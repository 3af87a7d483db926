package dev.plumbline.catalogue;

import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardEvidence.Counted;
import dev.plumbline.hazard.HazardEvidence.NotCounted;
import dev.plumbline.hazard.HazardEvidence.Stated;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What hazards say is lost, against what was lost. */
final class Said {
  private static final Set<HazardCode> CHANGES =
      EnumSet.of(
          HazardCode.VALUES_CUT,
          HazardCode.VALUES_ROUNDED,
          HazardCode.VALUES_REWRITTEN,
          HazardCode.TIME_CUT,
          HazardCode.TIMES_SHIFTED);

  /** These refuse a plan that Directus may carry out all the same. */
  private static final Set<HazardCode> NOT_OF_DIRECTUS =
      EnumSet.of(
          HazardCode.SOURCE_MISMATCH, HazardCode.TARGET_MISMATCH, HazardCode.VERSIONS_DIFFER);

  private Said() {}

  /** Whether Directus fails for it. */
  static boolean isFailure(Hazard hazard) {
    return hazard.refuses() && !NOT_OF_DIRECTUS.contains(hazard.code());
  }

  /** Whether Directus may fail for it, which could not be counted, or cannot be. */
  static boolean isPossibleFailure(Hazard hazard) {
    return hazard.code() == HazardCode.CONSTRAINT_RECHECKED
        || (hazard.code().refuses() && hazard.evidence() instanceof NotCounted);
  }

  /** Each loss that was not said, each that was said and is none, each with another number. */
  static List<String> wrong(List<Hazard> hazards, SortedMap<String, Long> losses) {
    SortedMap<String, Long> said = new TreeMap<>();
    Set<String> notCounted = new TreeSet<>();
    for (Hazard hazard : hazards) {
      switch (hazard.evidence()) {
        case Counted(SortedMap<String, Long> counts) -> add(hazard, counts, said);
        case NotCounted ignored -> notCounted.addAll(keys(hazard));
        case Stated ignored -> {}
      }
    }
    said.values().removeIf(count -> count == 0);
    Set<String> all = new TreeSet<>(said.keySet());
    all.addAll(losses.keySet());
    all.removeAll(notCounted);
    List<String> wrong = new ArrayList<>();
    for (String key : all) {
      long happened = Objects.requireNonNull(losses.getOrDefault(key, 0L));
      long expected = Objects.requireNonNull(said.getOrDefault(key, 0L));
      if (happened != expected) {
        wrong.add("%s: %d lost, %d said".formatted(key, happened, expected));
      }
    }
    return wrong;
  }

  private static void add(
      Hazard hazard, SortedMap<String, Long> counts, SortedMap<String, Long> said) {
    if (hazard.code() == HazardCode.DROPS_DIRECTUS_ROWS) {
      counts.forEach((table, count) -> said.merge("rows " + table, count, Long::sum));
    } else {
      long count = counts.values().stream().mapToLong(number -> number).sum();
      keys(hazard).forEach(key -> said.merge(key, count, Long::sum));
    }
  }

  private static List<String> keys(Hazard hazard) {
    return switch (hazard.code()) {
      case DROPS_TABLE -> List.of("table " + hazard.subject());
      case DROPS_COLUMN, COLUMN_BECOMES_ALIAS -> List.of("column " + hazard.subject());
      default ->
          CHANGES.contains(hazard.code()) ? List.of("changed " + hazard.subject()) : List.of();
    };
  }
}
