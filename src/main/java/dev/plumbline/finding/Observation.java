package dev.plumbline.finding;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import java.util.Optional;

/**
 * Something seen in one poll that a person should know.
 *
 * @param environment whom it concerns; of a comparison: the target, because it is what would be
 *     brought in line; not part of the identity
 * @param code stable, such as {@code field_removed} or {@code database_unreadable}
 * @param subject the collection, field or relation; empty for the environment as a whole
 * @param path where in the subject; may be empty
 * @param message one sentence for a person; not part of the identity
 * @param evidence the rows, where it is about rows; not part of the identity
 * @param reason why a source cannot be read, such as {@code timed_out}; not part of the identity
 */
public record Observation(
    Scope scope,
    EnvironmentId environment,
    FindingKind kind,
    String code,
    Severity severity,
    String subject,
    String path,
    String message,
    Optional<Evidence> evidence,
    Optional<String> reason) {

  /** One that is not about a source. */
  public Observation(
      Scope scope,
      EnvironmentId environment,
      FindingKind kind,
      String code,
      Severity severity,
      String subject,
      String path,
      String message,
      Optional<Evidence> evidence) {
    this(
        scope,
        environment,
        kind,
        code,
        severity,
        subject,
        path,
        message,
        evidence,
        Optional.empty());
  }

  /** One that is not about rows either. */
  public Observation(
      Scope scope,
      EnvironmentId environment,
      FindingKind kind,
      String code,
      Severity severity,
      String subject,
      String path,
      String message) {
    this(scope, environment, kind, code, severity, subject, path, message, Optional.empty());
  }

  /** Length-prefixed, so that no two different observations have the same identity. */
  public FindingId id() {
    StringBuilder identity = new StringBuilder();
    for (String part : new String[] {scope.key(), kind.label(), code, subject, path}) {
      identity.append(part.length()).append(':').append(part);
    }
    return new FindingId(Fingerprint.sha256(identity.toString()).substring(0, 32));
  }
}
