package dev.plumbline.audit;

import dev.plumbline.approval.Approver;
import dev.plumbline.environment.EnvironmentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The entries about backups that a person asks for. */
public final class BackupAudit {
  private BackupAudit() {}

  public static AuditEntry requested(
      UUID backup, EnvironmentId environment, Optional<String> note, Approver by, Instant at) {
    SortedMap<String, String> details = new TreeMap<>();
    note.ifPresent(text -> details.put("note", text));
    return entry(AuditAction.BACKUP_REQUESTED, backup, environment, details, by, at);
  }

  /** That it is to be proven once more. */
  public static AuditEntry verificationRequested(
      UUID backup, EnvironmentId environment, Approver by, Instant at) {
    return entry(
        AuditAction.BACKUP_VERIFICATION_REQUESTED, backup, environment, new TreeMap<>(), by, at);
  }

  private static AuditEntry entry(
      AuditAction action,
      UUID backup,
      EnvironmentId environment,
      SortedMap<String, String> details,
      Approver by,
      Instant at) {
    return new AuditEntry(
        at,
        action,
        Optional.of(by.token()),
        Optional.of(by.person()),
        backup.toString(),
        new TreeSet<>(List.of(environment)),
        details);
  }
}
