package dev.plumbline.postgres;

import dev.plumbline.json.JsonText;
import dev.plumbline.postgres.session.Session;
import dev.plumbline.postgres.session.Target;
import dev.plumbline.schema.Catalog;
import dev.plumbline.schema.Metadata;
import dev.plumbline.schema.Reason;
import dev.plumbline.schema.Snapshot;
import dev.plumbline.schema.rebuild.SnapshotBuilder;
import dev.plumbline.watch.UnreadableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Schema and metadata, for whoever has a connection of their own. */
public final class SchemaReading {
  private static final int ATTEMPTS = 3;

  private SchemaReading() {}

  /**
   * All of one moment.
   *
   * @param snapshot rebuilt from the two
   */
  public record Schema(Catalog catalog, Metadata metadata, Snapshot snapshot) {}

  /**
   * In transactions of its own. What {@code pg_get_expr} and its like tell is of now, not of the
   * transaction: so the fingerprint must be the same afterwards.
   *
   * @param limit of each statement
   * @throws UnreadableException also if the schema keeps changing
   */
  public static Schema read(Connection connection, Target target, Duration limit)
      throws SQLException, UnreadableException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Session session = Session.begin(connection, target, limit);
      String fingerprint = FingerprintQuery.run(session);
      Catalog catalog = CatalogQueries.run(session);
      Metadata metadata = MetadataQueries.run(session);
      connection.commit();
      String after = FingerprintQuery.run(Session.begin(connection, target, limit));
      connection.commit();
      if (after.equals(fingerprint)) {
        return new Schema(
            catalog,
            metadata,
            SnapshotBuilder.build(catalog, metadata, JsonText::readAsJavaScript));
      }
    }
    throw new UnreadableException(
        Reason.UNSETTLED,
        "the schema of %s changed each of the %d times it was read; a migration may be running"
            .formatted(target.place(), ATTEMPTS));
  }
}
