package dev.plumbline.monitor;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.EnvironmentStatus;
import dev.plumbline.store.Identity;
import java.util.Optional;
import java.util.function.Function;

/** What is known of the environments that are compared. */
record ComparedEnvironments(
    Function<EnvironmentId, Optional<EnvironmentStatus>> statuses,
    Function<EnvironmentId, Optional<Identity>> identities) {}
