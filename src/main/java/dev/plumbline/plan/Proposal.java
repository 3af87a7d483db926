package dev.plumbline.plan;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.plan.select.Selection;
import java.time.Instant;
import java.util.UUID;

/**
 * What somebody asked for.
 *
 * @param source what the target is to become like
 * @param by the person, however many tokens they have
 */
public record Proposal(
    UUID id,
    ComparisonName comparison,
    EnvironmentId source,
    EnvironmentId target,
    Selection selection,
    String by,
    Instant at) {}
