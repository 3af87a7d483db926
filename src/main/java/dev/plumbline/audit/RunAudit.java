package dev.plumbline.audit;

import dev.plumbline.approval.Approver;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunRequest;
import dev.plumbline.snapshot.Fingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The entries about runs; the beginning of one that carries a plan out is an entry of its plan. */
public final class RunAudit {
  private RunAudit() {}

  /**
   * @param request empty: that it continues
   */
  public static AuditEntry asked(Run run, Optional<RunRequest> request, Approver by, Instant at) {
    AuditAction action =
        request
            .map(
                one ->
                    switch (one) {
                      case HOLD -> AuditAction.RUN_HELD;
                      case CANCEL -> AuditAction.RUN_CANCEL_REQUESTED;
                    })
            .orElse(AuditAction.RUN_RESUMED);
    return entry(run, action, Optional.of(by), at, Map.of("run", run.id().toString()));
  }

  public static AuditEntry rollbackStarted(Run rollback, Approver by) {
    return entry(
        rollback,
        AuditAction.ROLLBACK_STARTED,
        Optional.of(by),
        rollback.startedAt(),
        Map.of(
            "run", rollback.id().toString(), "undoes", rollback.undoes().orElseThrow().toString()));
  }

  private static AuditEntry entry(
      Run run, AuditAction action, Optional<Approver> by, Instant at, Map<String, String> details) {
    return new AuditEntry(
        at,
        action,
        by.map(Approver::token),
        by.map(Approver::person),
        run.plan().toString(),
        new TreeSet<>(List.of(run.source(), run.target())),
        new TreeMap<>(details));
  }

  /**
   * That a run has ended, with the SHA-256 of its report.
   *
   * @param report its exact text
   */
  public static AuditEntry ended(Run run, String report) {
    return entry(
        run,
        AuditAction.RUN_ENDED,
        Optional.empty(),
        run.finishedAt().orElseThrow(),
        Map.of(
            "run",
            run.id().toString(),
            "result",
            run.state().label(),
            "reportSha256",
            Fingerprint.sha256(report)));
  }
}
