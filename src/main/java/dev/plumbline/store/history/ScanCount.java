package dev.plumbline.store.history;

import dev.plumbline.environment.EnvironmentId;
import java.time.Instant;
import java.util.Optional;

/**
 * The scans of one environment that ended in a span.
 *
 * @param completed that reached every check
 * @param incomplete that failed, or ended over their budget
 * @param lastCompletedAt before the end of the span; empty if none has
 */
public record ScanCount(
    EnvironmentId environment,
    long completed,
    long incomplete,
    Optional<Instant> lastCompletedAt) {}
