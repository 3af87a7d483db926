package dev.plumbline.mismatch.rules.relation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Names that contain one another. */
final class Cycles {
  private Cycles() {}

  /**
   * Each cycle once, beginning with the least of its names.
   *
   * @param within which name each name is in
   */
  static List<List<String>> of(SortedMap<String, String> within) {
    List<List<String>> cycles = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (String start : within.keySet()) {
      List<String> path = path(start, within, done);
      int from = path.isEmpty() ? -1 : path.indexOf(next(path.getLast(), within));
      if (from >= 0) {
        cycles.add(fromLeast(path.subList(from, path.size())));
      }
      done.addAll(path);
    }
    return cycles;
  }

  /** Up to what was visited before, the end, or the beginning of a cycle. */
  private static List<String> path(String start, Map<String, String> within, Set<String> done) {
    List<String> path = new ArrayList<>();
    Set<String> onPath = new HashSet<>();
    String name = start;
    while (!name.isEmpty() && !done.contains(name) && onPath.add(name)) {
      path.add(name);
      name = next(name, within);
    }
    return path;
  }

  private static String next(String name, Map<String, String> within) {
    return within.getOrDefault(name, "");
  }

  private static List<String> fromLeast(List<String> cycle) {
    String least = cycle.stream().min(String::compareTo).orElse("");
    int at = cycle.indexOf(least);
    List<String> result = new ArrayList<>(cycle.subList(at, cycle.size()));
    result.addAll(cycle.subList(0, at));
    return result;
  }
}
