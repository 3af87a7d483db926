package dev.plumbline.sync.port;

import dev.plumbline.backup.LateFiles;
import dev.plumbline.plan.Plan;
import dev.plumbline.run.verification.PlanScope;
import dev.plumbline.store.backup.Backup.Dump;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the rows are saved that somebody writes after the backup of a run and before its apply,
 * into tables of which the run drops or converts something: no backup has them.
 *
 * @param files by table, without its schema
 * @param dropped those that are dropped as a whole, and with them Directus's rows about them
 * @param horizon the oldest transaction, in 64 bits, of which the backup may lack rows; empty: it
 *     is not known, so all rows are saved
 */
public record LateRows(SortedMap<String, Path> files, Set<String> dropped, Optional<Long> horizon) {
  /** Of a plan by which nothing is lost. */
  public static final LateRows NONE = new LateRows(new TreeMap<>(), Set.of(), Optional.empty());

  /**
   * @param directory of the backups
   * @param dump of the run's backup
   */
  public static LateRows of(Path directory, Dump dump, Plan.Contents plan) {
    PlanScope scope = PlanScope.of(plan);
    SortedSet<String> tables = scope.losing();
    return new LateRows(
        LateFiles.of(directory.resolve(dump.file()), tables),
        tables.stream().filter(scope::isDropped).collect(Collectors.toUnmodifiableSet()),
        dump.horizon());
  }

  public LateRows {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    dropped = Set.copyOf(dropped);
  }
}
