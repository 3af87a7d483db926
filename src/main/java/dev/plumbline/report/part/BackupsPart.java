package dev.plumbline.report.part;

import java.time.Instant;
import java.util.Optional;

/**
 * The backups of one environment with a database.
 *
 * @param proven how many of those that ended in the span are proven
 * @param failed how many of them are not, whatever the reason
 * @param newest the newest proven one at the end of the span; empty if none was ever proven
 */
public record BackupsPart(
    String environment, long proven, long failed, Optional<ProvenBackup> newest) {
  /**
   * A proven backup.
   *
   * @param backup its id
   * @param begunAt the state of the database that it has
   * @param ageSeconds from then to the end of the span
   * @param bytes of its file
   * @param provenAt when it was last restored and compared
   * @param provenOn the server where that was
   * @param restoreSeconds how long the restore took
   */
  public record ProvenBackup(
      String backup,
      Instant begunAt,
      long ageSeconds,
      long bytes,
      Instant provenAt,
      String provenOn,
      double restoreSeconds) {}
}
