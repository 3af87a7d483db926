package dev.plumbline.run.backup;

import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.step.Step;
import dev.plumbline.run.rehearsal.Rehearsal;
import dev.plumbline.run.rehearsal.TableChange;
import dev.plumbline.run.rehearsal.TableChange.AddForeignKey;
import dev.plumbline.run.rehearsal.TableChange.ConvertColumn;
import dev.plumbline.run.verification.PlanScope;
import dev.plumbline.snapshot.Snapshot;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run reads from its restored backup: the rehearsal the tables that it changes, a rollback
 * what was dropped or converted. Directus's own tables are needed in any case.
 */
public final class NeededRows {
  private NeededRows() {}

  /**
   * @param payload that is sent to Directus
   * @param target as it is before
   */
  public static NeededTables of(
      List<Step> steps, List<Hazard> hazards, SchemaDiff payload, Snapshot target) {
    PlanScope scope = PlanScope.of(steps, List.of(), hazards);
    SortedSet<String> tables = new TreeSet<>(PlanScope.touched(steps).keySet());
    tables.addAll(scope.losing());
    SortedMap<String, SortedSet<String>> rewritten = new TreeMap<>();
    Rehearsal rehearsal = Rehearsal.of(payload, target);
    tables.addAll(rehearsed(rehearsal.changes()));
    for (TableChange change : rehearsal.changes()) {
      if (change instanceof ConvertColumn(String table, String column, var from, var form)) {
        add(rewritten, table, column);
      }
    }
    // Whatever the rehearsal does not know, such as a type that it leaves out.
    PlanScope.touched(steps).entrySet().stream()
        .filter(touched -> scope.losing().contains(touched.getKey()))
        .filter(touched -> !scope.isDropped(touched.getKey()))
        .forEach(
            touched ->
                touched.getValue().forEach(column -> add(rewritten, touched.getKey(), column)));
    return new NeededTables(tables, rewritten);
  }

  private static void add(
      SortedMap<String, SortedSet<String>> rewritten, String table, String column) {
    rewritten.computeIfAbsent(table, any -> new TreeSet<>()).add(column);
  }

  /** The tables of which a rehearsal needs the rows. */
  public static Set<String> rehearsed(List<TableChange> changes) {
    Set<String> tables = new TreeSet<>();
    for (TableChange change : changes) {
      tables.add(change.table());
      if (change instanceof AddForeignKey key) {
        tables.add(key.related());
      }
    }
    return tables;
  }

  /** Whether people who read a plan know that the backup of its run may be narrowed. */
  public static boolean mayBeNarrowed(Plan plan) {
    return plan.contents().hazards().stream()
        .anyMatch(hazard -> hazard.code() == HazardCode.BACKUP_NARROWED);
  }
}
