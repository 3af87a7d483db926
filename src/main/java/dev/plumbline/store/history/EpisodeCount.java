package dev.plumbline.store.history;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.severity.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * How many findings of one kind were opened, and resolved, at the same instants. One finding that
 * was opened twice counts twice.
 *
 * @param environment of a comparison: the target
 * @param other the second environment of a finding about two environments; else empty
 * @param openedAt before the end of the span
 * @param resolvedAt not before the beginning of the span, perhaps after its end; empty: not yet
 * @param unseenSince when the last reading began that did not find it, so that it is no older;
 *     empty if there was none, or if it was opened before the span
 */
public record EpisodeCount(
    EnvironmentId environment,
    Optional<ComparisonName> comparison,
    Optional<EnvironmentId> other,
    FindingKind kind,
    Severity severity,
    Instant openedAt,
    Optional<Instant> resolvedAt,
    Optional<Instant> unseenSince,
    long count) {}
