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

/** The entries about runs; their beginnings are entries of their plans. */
public final class RunAudit {
  private RunAudit() {}

  /**
   * @param request empty: that it goes on
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
    return new AuditEntry(
        at,
        action,
        Optional.of(by.token()),
        Optional.of(by.person()),
        run.plan().toString(),
        new TreeSet<>(List.of(run.source(), run.target())),
        new TreeMap<>(Map.of("run", run.id().toString())));
  }

  /**
   * That a run has ended, with the SHA-256 of its report.
   *
   * @param report its exact text
   */
  public static AuditEntry ended(Run run, String report) {
    return new AuditEntry(
        run.finishedAt().orElseThrow(),
        AuditAction.RUN_ENDED,
        Optional.empty(),
        Optional.empty(),
        run.plan().toString(),
        new TreeSet<>(List.of(run.source(), run.target())),
        new TreeMap<>(
            Map.of(
                "run",
                run.id().toString(),
                "result",
                run.state().label(),
                "reportSha256",
                Fingerprint.sha256(report))));
  }
}
