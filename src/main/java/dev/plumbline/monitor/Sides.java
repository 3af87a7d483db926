package dev.plumbline.monitor;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.memory.EnvironmentStatus;
import dev.plumbline.memory.Identity;
import java.util.Optional;
import java.util.function.Function;

/** What is known of the environments that are compared. */
record Sides(
    Function<EnvironmentId, Optional<EnvironmentStatus>> statuses,
    Function<EnvironmentId, Optional<Identity>> identities) {}
