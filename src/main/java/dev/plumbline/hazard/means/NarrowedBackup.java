package dev.plumbline.hazard.means;

import dev.plumbline.drift.words.Words;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardEvidence;
import dev.plumbline.hazard.means.RunFacts.Content;
import dev.plumbline.hazard.means.RunFacts.Narrowing;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/** Whether the backup of a run has the rows of all tables. */
final class NarrowedBackup {
  private NarrowedBackup() {}

  /** Empty if it has. */
  static Optional<Hazard> known(EnvironmentId environment, Narrowing narrowing, Content content) {
    SortedSet<String> without = content.tables().without(narrowing.needed());
    if (content.bytes() <= narrowing.above() || without.isEmpty()) {
      return Optional.empty();
    }
    String key = "plumbline.environments.%s.backup.narrow-above".formatted(environment);
    return Optional.of(
        hazard(
            "the database of %s has %d bytes, more than %s, so the backup of a run has no rows of %s that the plan does not change"
                .formatted(
                    environment,
                    content.bytes(),
                    narrowing.written(),
                    Words.count(without.size(), "table")),
            new HazardEvidence.Counted(
                new TreeMap<>(
                    Map.of(
                        "database_bytes",
                        content.bytes(),
                        "narrow_above_bytes",
                        narrowing.above(),
                        "tables_without_rows",
                        (long) without.size()))),
            Optional.of(
                "make a backup of the whole database before the run, or set %s to a larger size and propose the plan again"
                    .formatted(key))));
  }

  static Hazard unknown(String reason) {
    return hazard(
        "it is unknown whether the backup of a run has the rows of all tables",
        new HazardEvidence.NotCounted(reason),
        Optional.empty());
  }

  private static Hazard hazard(String message, HazardEvidence evidence, Optional<String> remedy) {
    HazardCode code = HazardCode.BACKUP_NARROWED;
    return new Hazard(code, code.gravest(), "", message, evidence, remedy, false);
  }
}
