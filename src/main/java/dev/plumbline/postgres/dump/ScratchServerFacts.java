package dev.plumbline.postgres.dump;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.hazard.means.Fact;
import dev.plumbline.hazard.means.RunFacts.ProofFacts;
import dev.plumbline.planning.readiness.ProofServerReader;
import java.time.Duration;
import java.util.HashSet;

/** Of a server that somebody else runs. */
public final class ScratchServerFacts implements ProofServerReader {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Database maintenance;
  private final String name;

  public ScratchServerFacts(Database maintenance, String name) {
    this.maintenance = maintenance;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Fact<ProofFacts> read() {
    try {
      return Opener.open(
          maintenance,
          LIMIT,
          (connection, target) -> {
            ProofFacts facts =
                new ProofFacts(
                    Integer.parseInt(Opener.texts(connection, "SHOW server_version_num").getFirst())
                        / 10000,
                    new HashSet<>(
                        Opener.texts(connection, "SELECT name FROM pg_available_extensions")));
            Opener.close(connection);
            return new Fact.Known<>(facts);
          });
    } catch (BackupException e) {
      return new Fact.Unknown<>(e.getMessage());
    }
  }
}
