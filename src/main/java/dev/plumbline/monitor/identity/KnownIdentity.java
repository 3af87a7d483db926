package dev.plumbline.monitor.identity;

import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.state.Identity;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of one environment.
 *
 * @param tokens digests of its static tokens; empty if they may not be read, or were not yet
 */
record KnownIdentity(
    Environment environment, Optional<Identity> identity, Optional<Set<String>> tokens) {
  /** The original before its copies, as far as tiers show. */
  static final Comparator<KnownIdentity> ORIGINALS_FIRST =
      Comparator.comparing((KnownIdentity known) -> known.environment().tier())
          .reversed()
          .thenComparing(KnownIdentity::id);

  EnvironmentId id() {
    return environment.id();
  }

  Optional<String> project() {
    return identity.flatMap(Identity::project);
  }
}
