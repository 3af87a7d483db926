package dev.plumbline.run.evidence;

import dev.plumbline.run.evidence.RunReport.BackupFacts;
import java.util.List;
import java.util.Optional;

/** How a person restores a whole database, as in {@code docs/backups.md}. */
final class RestoreCommands {
  private RestoreCommands() {}

  /** Empty without a file. */
  static List<String> of(Optional<BackupFacts> backup) {
    return backup
        .flatMap(BackupFacts::file)
        .map(
            file ->
                List.of(
                    "sha256sum backups/" + file,
                    "createdb -h db.example.com -U postgres -T template0 directus_restored",
                    restore("backups/" + file),
                    "psql -h db.example.com -U postgres"
                        + " -c 'ALTER DATABASE directus RENAME TO directus_damaged'"
                        + " -c 'ALTER DATABASE directus_restored RENAME TO directus'"))
        .orElse(List.of());
  }

  private static String restore(String file) {
    String command =
        "pg_restore -h db.example.com -U postgres --dbname=directus_restored --exit-on-error";
    return file.endsWith(".age")
        ? "age --decrypt --identity key.txt " + file + " | " + command
        : command + " " + file;
  }
}
