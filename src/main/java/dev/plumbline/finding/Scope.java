package dev.plumbline.finding;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;

/**
 * What one poll covers. Whatever is open in a scope and is not seen when all of it is checked is
 * resolved; nothing outside it is touched.
 */
public sealed interface Scope {
  /** Stable text, the key of the scope in the store. */
  String key();

  /** Changes and ignore rules of one comparison. */
  record OfComparison(ComparisonName comparison) implements Scope {
    @Override
    public String key() {
      return "comparison/" + comparison;
    }
  }

  /** Whether the sources of one environment can be read. */
  record OfSources(EnvironmentId environment) implements Scope {
    @Override
    public String key() {
      return "sources/" + environment;
    }
  }

  /** Whether Directus's metadata and the catalog of one environment agree. */
  record OfCatalog(EnvironmentId environment) implements Scope {
    @Override
    public String key() {
      return "catalog/" + environment;
    }
  }

  /**
   * Whether records of one environment keep one rule.
   *
   * @param check as {@link dev.plumbline.integrity.CheckId#text()} reports it
   */
  record OfCheck(EnvironmentId environment, String check) implements Scope {
    @Override
    public String key() {
      return "check/" + environment + "/" + check;
    }
  }

  /** Whether one environment can be scanned, and every check of it be made. */
  record OfScan(EnvironmentId environment) implements Scope {
    @Override
    public String key() {
      return "scan/" + environment;
    }
  }

  /** Whether collections of one environment have disappeared. */
  record OfLosses(EnvironmentId environment) implements Scope {
    @Override
    public String key() {
      return "losses/" + environment;
    }
  }

  /** Which Directus and which database one environment is. */
  record OfIdentity(EnvironmentId environment) implements Scope {
    @Override
    public String key() {
      return "identity/" + environment;
    }
  }

  /** Whether two environments are copies of one another, or one and the same. */
  record OfPair(EnvironmentId environment, EnvironmentId other) implements Scope {
    @Override
    public String key() {
      return "pair/" + environment + "/" + other;
    }
  }

  /** Whether the sources of one environment agree. */
  record OfMismatch(EnvironmentId environment) implements Scope {
    @Override
    public String key() {
      return "mismatch/" + environment;
    }
  }

  /** How plans that change one environment were approved. */
  record OfApprovals(EnvironmentId environment) implements Scope {
    @Override
    public String key() {
      return "approvals/" + environment;
    }
  }

  /** Whether one environment is backed up. */
  record OfBackups(EnvironmentId environment) implements Scope {
    @Override
    public String key() {
      return "backups/" + environment;
    }
  }

  /** Whether notifications about one environment can be sent to one channel. */
  record OfChannel(EnvironmentId environment, String channel) implements Scope {
    @Override
    public String key() {
      return "channel/" + environment + "/" + channel;
    }
  }
}
