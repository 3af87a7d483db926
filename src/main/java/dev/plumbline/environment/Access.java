package dev.plumbline.environment;

import java.util.Set;

/** Which environments a caller may see and act on. No value of it means both all and none. */
public sealed interface Access {
  /** Those that are configured, whatever they are. */
  record All() implements Access {}

  /**
   * Only these.
   *
   * @param environments empty: none at all
   */
  record Only(Set<EnvironmentId> environments) implements Access {
    public Only {
      environments = Set.copyOf(environments);
    }
  }

  // All is made nowhere but here, so that nobody initialises it before this.
  @SuppressWarnings("ClassInitializationDeadlock")
  Access ALL = new All();

  static Access only(EnvironmentId... environments) {
    return new Only(Set.of(environments));
  }

  default boolean includes(EnvironmentId environment) {
    return switch (this) {
      case All() -> true;
      case Only(Set<EnvironmentId> environments) -> environments.contains(environment);
    };
  }
}
