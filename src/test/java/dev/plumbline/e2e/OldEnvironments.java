package dev.plumbline.e2e;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The two databases of which {@code de71b86} filled its store, and an empty store. */
final class OldEnvironments implements AutoCloseable {
  static final Path FOLDER = Path.of("src/test/resources/store/de71b86");

  private static final String TOKEN = "upgrade-it";

  private final Laboratory laboratory = Laboratory.shared();
  private final LabEnvironment staging =
      laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);
  private final LabEnvironment production =
      laboratory.stopped(DirectusVersion.V11, Template.BOOTSTRAPPED);

  private final String store = "store_of_" + staging.name();

  OldEnvironments() throws IOException {
    String common = Files.readString(FOLDER.resolve("environments.sql"));
    staging.sql(common);
    production.sql(common);
    production.sql(Files.readString(FOLDER.resolve("production.sql")));
    laboratory.postgres().createDatabase(store, "template0", "postgres");
  }

  LabEnvironment production() {
    return production;
  }

  Sql store() {
    return laboratory.postgres().superuser(store);
  }

  /** Polls and scans only when it is asked to. */
  ServiceProcess service(Path folder) {
    return new ServiceProcess(
        folder,
        new ServiceConfiguration()
            .database("staging", "staging", staging)
            .database("production", "production", production)
            .polling("staging", "1h", "PT0.1S")
            .polling("production", "1h", "PT0.1S")
            .comparison("staging-to-production", "staging", "production")
            .token("tests", "admin", TOKEN)
            .store(store())
            .keys(),
        TOKEN,
        List.of());
  }

  @Override
  public void close() {
    staging.close();
    production.close();
    laboratory.postgres().dropDatabase(store);
  }
}
