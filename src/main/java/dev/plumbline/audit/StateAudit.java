package dev.plumbline.audit;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The entries about findings and environments. */
public final class StateAudit {
  private StateAudit() {}

  /** Of an acknowledgement and its end by somebody; empty for every other event. */
  public static Optional<AuditEntry> of(Finding finding, FindingEvent event) {
    return switch (event.kind()) {
      case ACKNOWLEDGED -> Optional.of(entry(finding, event, AuditAction.FINDING_ACKNOWLEDGED));
      case ACKNOWLEDGEMENT_REMOVED ->
          Optional.of(entry(finding, event, AuditAction.ACKNOWLEDGEMENT_REMOVED));
      case OPENED, REOPENED, SEVERITY_CHANGED, ACKNOWLEDGEMENT_EXPIRED, RESOLVED ->
          Optional.empty();
    };
  }

  private static AuditEntry entry(Finding finding, FindingEvent event, AuditAction action) {
    TreeMap<String, String> details = new TreeMap<>();
    details.put("code", finding.observation().code());
    details.put("message", event.message());
    event.note().ifPresent(note -> details.put("note", note));
    event.until().ifPresent(until -> details.put("until", until.toString()));
    TreeSet<EnvironmentId> environments = new TreeSet<>();
    environments.add(finding.observation().environment());
    if (finding.observation().scope() instanceof Scope.OfPair(var one, var other)) {
      environments.add(one);
      environments.add(other);
    }
    return new AuditEntry(
        event.at(),
        action,
        event.by(),
        Optional.empty(),
        finding.id().hex(),
        environments,
        details);
  }

  /**
   * @param note empty: it is resumed
   */
  public static AuditEntry paused(
      EnvironmentId environment, String by, Optional<String> note, Instant at) {
    SortedMap<String, String> details = new TreeMap<>();
    note.ifPresent(text -> details.put("note", text));
    TreeSet<EnvironmentId> environments = new TreeSet<>();
    environments.add(environment);
    return new AuditEntry(
        at,
        note.isPresent() ? AuditAction.ENVIRONMENT_PAUSED : AuditAction.ENVIRONMENT_RESUMED,
        Optional.of(by),
        Optional.empty(),
        environment.name(),
        environments,
        details);
  }
}
