package dev.plumbline.configuration;

import dev.plumbline.configuration.WatchedEnvironment.Database;
import java.util.Optional;

/**
 * What a run writes to an environment with; used inside a run only.
 *
 * @param token of an administrator of its Directus; empty: no plan can be carried out there
 * @param database the one that is watched, with a role that may cancel sessions of Directus and
 *     roll back
 * @param rollsBack whether a run whose verification fails is rolled back without asking anybody
 * @param runsWithout whether a plan may be carried out without that role; it then uses the one that
 *     watches, which cancels nothing and writes nothing
 * @param createsItems whether a run creates and deletes an item in each collection that it created
 */
public record WriterPolicy(
    Optional<Secret> token,
    Optional<Database> database,
    boolean rollsBack,
    boolean runsWithout,
    boolean createsItems) {
  public static final WriterPolicy NONE = new WriterPolicy(Optional.empty(), Optional.empty());

  /** One where a person decides about rollbacks. */
  public WriterPolicy(Optional<Secret> token, Optional<Database> database) {
    this(token, database, false, false);
  }

  /** One that creates no items. */
  public WriterPolicy(
      Optional<Secret> token, Optional<Database> database, boolean rollsBack, boolean runsWithout) {
    this(token, database, rollsBack, runsWithout, false);
  }

  /** Whether the configuration has a role for the database of a run, or allows one without. */
  public boolean hasRole() {
    return database.isPresent() || runsWithout;
  }
}
