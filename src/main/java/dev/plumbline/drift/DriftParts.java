package dev.plumbline.drift;

import dev.plumbline.drift.Drift.Ignored;
import dev.plumbline.drift.Drift.RuleRemark;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.RenameCandidate;

/**
 * Everything that differs, each part in its canonical order. A stored drift may be large: it is
 * read anew with each iteration, one item after the other, and is never in memory as a whole.
 */
public interface DriftParts {
  Iterable<Change> changes();

  Iterable<Ignored> ignored();

  Iterable<RenameCandidate> renames();

  Iterable<RuleRemark> remarks();
}
