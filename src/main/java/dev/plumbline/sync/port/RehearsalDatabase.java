package dev.plumbline.sync.port;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.run.rehearsal.TableChange;
import java.time.Duration;
import java.util.List;

/** Executes on a copy of a target what Directus would execute in the target. */
public interface RehearsalDatabase {
  /**
   * Makes all changes in one transaction, which is rolled back.
   *
   * @param target whose settings decide how values are converted
   * @param copy of its database, from a backup
   * @param limit of all of it
   * @throws TargetException if it could not be done for a reason that is not in the changes, such
   *     as that the copy lacks the rows of a table
   */
  Outcome rehearse(EnvironmentId target, BackupCopy copy, List<TableChange> changes, Duration limit)
      throws TargetException, InterruptedException;

  /** How it ended. */
  sealed interface Outcome {
    /**
     * PostgreSQL would make all changes.
     *
     * @param took each of them
     */
    record Passed(List<Duration> took) implements Outcome {
      public Passed {
        took = List.copyOf(took);
      }
    }

    /**
     * PostgreSQL refused one of them.
     *
     * @param message one sentence, without full stop and without values of rows
     */
    record Refused(String message) implements Outcome {}
  }
}
