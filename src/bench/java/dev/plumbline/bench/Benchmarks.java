package dev.plumbline.bench;

import dev.plumbline.lab.Laboratory;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs the parts that are named as {@code snapshots,polls,heap,load,orphans}; exit 1 if a goal was
 * missed.
 */
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] args) throws Exception {
    // As in the service. Else what a handler of nobody gets would be a seventh of the time.
    Logger.getLogger("").setLevel(Level.INFO);
    Report report = new Report();
    report.progress("starting PostgreSQL");
    Laboratory laboratory = Laboratory.shared();
    report.say(Machine.description(laboratory));
    for (String part : List.of(args[0].split(",", -1))) {
      switch (part) {
        case "snapshots" -> new SnapshotsAndDiffs(laboratory, report).run();
        case "polls" -> new UnchangedPolls(laboratory, report).run();
        case "heap" -> new ThirtyEnvironments(laboratory, report).run();
        case "load" -> new LoadedService(laboratory, report).run();
        case "orphans" -> new ScannedOrphans(laboratory.postgres(), report).hashed();
        case "gaps" -> new ScannedOrphans(laboratory.postgres(), report).indexed();
        case "any" -> new ScannedOrphans(laboratory.postgres(), report).any();
        case "plan" -> new MadePlans(laboratory, report).run();
        case "run" -> new CarriedOutPlans(laboratory, report).run();
        case "backups" -> new ProvenBackups(laboratory, report).run();
        case "fleet" -> new ManyEnvironments(laboratory, report).run();
        case "rescan" -> new Rescan(laboratory, report).run();
        default ->
            throw new IllegalArgumentException(
                "'"
                    + part
                    + "' is no part: snapshots, polls, heap, load, orphans, gaps, any, rescan, plan, run, backups or fleet, parted by commas");
      }
      report.say("\nLoad of the machine after " + part + ": " + Machine.load());
    }
    System.exit(report.isAllMet() ? 0 : 1);
  }
}
