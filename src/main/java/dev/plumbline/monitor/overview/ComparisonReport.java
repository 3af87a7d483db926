package dev.plumbline.monitor.overview;

import dev.plumbline.drift.DriftParts;
import java.util.Optional;

/**
 * A comparison with everything that differs.
 *
 * @param drift empty if the verdict is unknown
 */
public record ComparisonReport(ComparisonOverview overview, Optional<DriftParts> drift) {}
