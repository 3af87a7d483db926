package dev.plumbline.docs;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.observation.FindingCode;
import dev.plumbline.finding.observation.Observations;
import java.util.List;

/** The sentences of findings about backups. */
final class BackupExamples {
  private static final EnvironmentId PRODUCTION = new EnvironmentId("production");

  private BackupExamples() {}

  static List<Observation> all() {
    return List.of(
        Observations.backup(
            PRODUCTION,
            FindingCode.BACKUP_FAILED,
            "the last backup of production failed: pg_dump 15.18 (/usr/bin) is older than the"
                + " server, PostgreSQL 17: install postgresql-client-17 or newer, or name its"
                + " directory in plumbline.backups.client"),
        Observations.backup(
            PRODUCTION,
            FindingCode.BACKUP_DISPROVEN,
            "the last backup of production is not what was in the database: restored on a server of"
                + " Plumbline's own, PostgreSQL 15, it differs: table public.articles has 99 rows"
                + " instead of 100"),
        Observations.backup(
            PRODUCTION,
            FindingCode.BACKUP_OVERDUE,
            "the newest proven backup of production is of 2026-02-26T03:00:00Z"),
        Observations.backup(
            PRODUCTION,
            FindingCode.BACKUP_SMALLER,
            "the newest proven backup of production has 1200 bytes, less than half of the 5 before"
                + " it (median 90000)"));
  }
}
