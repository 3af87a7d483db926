package dev.plumbline.monitor.verdict;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Identity;
import java.util.Optional;
import java.util.function.Function;

/** What is known of the environments that are compared. */
public record ComparedEnvironments(
    Function<EnvironmentId, Optional<EnvironmentStatus>> statuses,
    Function<EnvironmentId, Optional<Identity>> identities) {}
