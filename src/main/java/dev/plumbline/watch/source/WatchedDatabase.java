package dev.plumbline.watch.source;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.model.ContentModel;
import dev.plumbline.reading.Reading;
import dev.plumbline.snapshot.Snapshot;
import java.util.List;

/** The databases of the environments. Never writes, never throws, never outlives its deadline. */
public interface WatchedDatabase {
  /**
   * Until it ends, what a poll asks of an environment may be asked on one connection; the first
   * question is always asked on a new one.
   */
  default OnePoll forOnePoll(EnvironmentId environment) {
    return () -> {};
  }

  /** The questions of one poll. */
  interface OnePoll extends AutoCloseable {
    /** There are no more; to say so again does nothing. */
    void end();

    @Override
    default void close() {
      end();
    }
  }

  /**
   * A text that differs whenever anything differs from which the schema is read; one cheap SQL
   * statement.
   */
  Reading<String> fingerprint(EnvironmentId environment);

  /** The schema as the database reports it, read in one transaction. */
  Reading<DatabaseReading> read(EnvironmentId environment);

  /**
   * The catalog with Directus's metadata, read in one transaction; large, so that it is held no
   * longer than it is needed.
   */
  Reading<ContentModel> model(EnvironmentId environment);

  /** Which database it is; a few cheap statements. */
  Reading<DatabaseIdentity> identity(EnvironmentId environment, DatabaseIdentity.Question question);

  /**
   * What one transaction saw.
   *
   * @param fingerprint as {@link #fingerprint} would have returned it in that transaction
   * @param snapshot equal to the one that Directus gives when its cache is fresh
   * @param catalog what else there is, and where it disagrees with Directus's metadata
   * @param postgres {@code server_version}
   * @param migrations versions in {@code directus_migrations}; empty if not readable
   */
  record DatabaseReading(
      String fingerprint,
      Snapshot snapshot,
      CatalogReading catalog,
      String postgres,
      List<String> migrations) {}
}
