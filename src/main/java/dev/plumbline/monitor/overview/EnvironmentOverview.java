package dev.plumbline.monitor.overview;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Identity;
import java.time.Instant;
import java.util.Optional;

/**
 * An environment as configured and as last seen.
 *
 * @param status empty before its first poll ended
 * @param identity which Directus and database it is; empty if that was never read
 * @param nextPollAt when the schedule polls it next; empty while it is paused or if not known
 * @param stale whether {@code status} is too old to be shown as the present: never polled, paused
 *     for long, or the schedule was missed
 */
public record EnvironmentOverview(
    WatchedEnvironment watched,
    Optional<EnvironmentStatus> status,
    Optional<Identity> identity,
    Optional<Instant> nextPollAt,
    boolean stale) {}
