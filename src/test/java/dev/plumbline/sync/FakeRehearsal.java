package dev.plumbline.sync;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.run.rehearsal.TableChange;
import dev.plumbline.sync.port.BackupCopy;
import dev.plumbline.sync.port.RehearsalDatabase;
import dev.plumbline.sync.port.TargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A copy of a target in which a test decides what PostgreSQL refuses. */
final class FakeRehearsal implements RehearsalDatabase {
  /** What was done, by copy. */
  final List<String> done = new ArrayList<>();

  Answer answer = changes -> new Outcome.Passed(changes.stream().map(any -> NONE).toList());

  static final Duration NONE = Duration.ZERO;

  /** What comes of it; it may throw, as if this process were killed. */
  interface Answer {
    Outcome of(List<TableChange> changes) throws TargetException;
  }

  @Override
  public Outcome rehearse(
      EnvironmentId target, BackupCopy copy, List<TableChange> changes, Duration limit)
      throws TargetException {
    done.add(target + " in " + copy.database().url() + ": " + changes.size());
    return answer.of(changes);
  }
}
