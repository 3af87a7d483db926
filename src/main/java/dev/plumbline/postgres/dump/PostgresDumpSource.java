package dev.plumbline.postgres.dump;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.DumpSource;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.mismatch.rules.Mismatches;
import dev.plumbline.postgres.SchemaReading;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.ReadSession;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Databases over JDBC. */
public final class PostgresDumpSource implements DumpSource {
  private static final int ATTEMPTS = 3;

  /** Of each statement that reads the catalog. */
  private static final Duration SCHEMA_LIMIT = Duration.ofMinutes(2);

  /** What no dump of a database has, because it belongs to the server. */
  private static final Set<ObjectKind> OF_THE_SERVER = EnumSet.of(ObjectKind.SETTING);

  /** What a scratch server may have in another version. */
  private static final Set<ObjectKind> BY_NAME = EnumSet.of(ObjectKind.EXTENSION);

  /** What is kept of a schema. */
  private record Schema(
      String fingerprint, Fingerprint snapshot, SortedMap<String, String> objects) {}

  @Override
  public OpenSource open(Database database, String application, Duration limit)
      throws BackupException {
    return Opener.open(
        database, limit, (connection, target) -> open(connection, target, application, limit));
  }

  /**
   * The schema is read in transactions of its own, which are only of use if the one that is dumped
   * sees the same.
   */
  private static OpenSource open(
      Connection connection, DatabaseTarget target, String application, Duration limit)
      throws SQLException, UnreadableException, BackupException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Schema schema =
          SchemaReading.read(connection, target, SCHEMA_LIMIT, PostgresDumpSource::schema);
      ReadSession session = ReadSession.begin(connection, target, limit);
      if (SchemaReading.fingerprint(session).equals(schema.fingerprint())) {
        return new PostgresOpenSource(
            session, target, application, limit, schema.snapshot(), schema.objects());
      }
      connection.rollback();
    }
    throw BackupException.failed(
        "the schema of %s changed each of the %d times it was read; a migration may be running"
            .formatted(target.place(), ATTEMPTS));
  }

  private static Schema schema(SchemaReading.Schema read) {
    SortedMap<String, String> objects = new TreeMap<>();
    Mismatches.read(read.catalog(), read.metadata(), read.snapshot(), Mismatches.Beside.NOTHING)
        .inventory()
        .objects()
        .forEach(
            (id, definition) -> {
              if (!OF_THE_SERVER.contains(id.kind())) {
                objects.put(name(id), hash(id, definition));
              }
            });
    return new Schema(read.fingerprint(), Fingerprint.of(read.snapshot()), objects);
  }

  private static String name(ObjectId id) {
    String table = id.table().isEmpty() || id.table().equals(id.name()) ? "" : id.table() + ".";
    return id.kind().label().replace('_', ' ') + " " + table + id.name();
  }

  private static String hash(ObjectId id, JsonObject definition) {
    return BY_NAME.contains(id.kind()) ? "" : Fingerprint.sha256(CanonicalJson.write(definition));
  }
}
