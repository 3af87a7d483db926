package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.text;

import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the files of {@link UpgradeIT} anew, with the packaged service of {@code de71b86}: see
 * docs/contributing.md. Not part of the test command.
 */
class OldStoreWriter {
  private static final String ACKNOWLEDGEMENT =
      "{\"note\": \"it's known\\u00fc\", \"until\": \"2099-12-31T18:00:00Z\"}";

  @Test
  void write(@TempDir Path folder) throws IOException {
    try (OldEnvironments environments = new OldEnvironments()) {
      Sql store = environments.store();
      environments.production().sql("UPDATE articles SET title = NULL WHERE title = 'five'");
      try (ServiceProcess service = environments.service(folder)) {
        service.start();
        Watch watch = new Watch(service);
        watch.poll("staging", "production");
        watch.scan("staging", "production");
        environments.production().sql("UPDATE articles SET title = 'five' WHERE title IS NULL");
        watch.poll("staging", "production");
        watch.scan("staging", "production");
        for (JsonObject finding : watch.findings("&state=open&severity=medium")) {
          service
              .api()
              .send(
                  "POST",
                  "/api/v1/findings/" + text(finding, "id") + "/acknowledgement",
                  ACKNOWLEDGEMENT);
        }
      }
      OldStore.write(store, OldEnvironments.FOLDER);
    }
  }
}
