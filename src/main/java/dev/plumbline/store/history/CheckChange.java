package dev.plumbline.store.history;

import dev.plumbline.environment.EnvironmentId;
import java.time.Instant;

/**
 * What all checks of one code in one environment found from an instant on.
 *
 * @param at when this was first recorded
 * @param checks how many there are; 0 if the schema no longer asks for any
 * @param violated how many of them rows break
 * @param unknown how many of them could not run
 * @param rows that break them
 */
public record CheckChange(
    EnvironmentId environment,
    String code,
    Instant at,
    int checks,
    int violated,
    int unknown,
    long rows) {}
