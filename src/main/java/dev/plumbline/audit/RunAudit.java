package dev.plumbline.audit;

import dev.plumbline.approval.Approver;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The entries about what people want of a run; its beginning and end are entries of its plan. */
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
}
