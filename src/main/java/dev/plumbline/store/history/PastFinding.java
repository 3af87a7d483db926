package dev.plumbline.store.history;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.severity.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * A finding as it was at the end of a span.
 *
 * @param environment of a comparison: the target
 * @param other the second environment of a finding about two environments; else empty
 * @param message as last seen
 * @param openedAt the last time before the end of the span
 * @param resolvedAt empty if it was not resolved at the end of the span
 */
public record PastFinding(
    FindingId id,
    EnvironmentId environment,
    Optional<ComparisonName> comparison,
    Optional<EnvironmentId> other,
    FindingKind kind,
    String code,
    Severity severity,
    String subject,
    String path,
    String message,
    Instant openedAt,
    Optional<Instant> resolvedAt,
    boolean acknowledged) {}
