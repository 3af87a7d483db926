package dev.plumbline.monitor.identity;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.memory.Identity;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of one environment.
 *
 * @param tokens digests of its static tokens; empty if they may not be read, or were not yet
 */
record Known(Environment environment, Optional<Identity> identity, Optional<Set<String>> tokens) {
  /** The original before its copies, as far as tiers tell. */
  static final Comparator<Known> ORIGINALS_FIRST =
      Comparator.comparing((Known known) -> known.environment().tier())
          .reversed()
          .thenComparing(Known::id);

  EnvironmentId id() {
    return environment.id();
  }

  Optional<String> project() {
    return identity.flatMap(Identity::project);
  }
}
