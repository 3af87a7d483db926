package dev.plumbline.configuration.reader.key;

import static dev.plumbline.configuration.reader.key.KnownKey.key;

import java.util.List;

/** The keys of backups. */
final class BackupKeys {
  private static final String POLICY = "plumbline.environments.<env>.backup.";
  private static final String MEANS = "plumbline.backups.";

  static final List<KnownKey> ALL =
      List.of(
          key(
              POLICY + "every",
              "1d",
              "How often the database is backed up, at least `5m`. Default: only when somebody asks."),
          key(
              POLICY + "cron",
              "0 0 3 * * ?",
              "When it is backed up, instead of `backup.every`: a Quartz cron expression (seconds"
                  + " first), in UTC."),
          key(
              POLICY + "keep",
              "7",
              "7",
              "How many proven backups are kept; 1 to 1000. Older ones are deleted only after a"
                  + " newer one is proven."),
          key(
              POLICY + "narrow-above",
              "50GB",
              "Size of the database (`B`, `kB`, `MB`, `GB`, `TB`) above which the backup of a run has"
                  + " the rows of only those tables that the run needs, and of Directus's own; each"
                  + " plan says so as a hazard. Default: it always has all rows."),
          key(
              POLICY + "url",
              "`database.url`",
              "jdbc:postgresql://db.example.com:5432/directus",
              "JDBC URL that backups use, without credentials: past a pooler, which `pg_dump` does"
                  + " not work behind."),
          key(
              POLICY + "username",
              "`database.username`",
              "plumbline_backup",
              "Role that may read every table of the database."),
          key(POLICY + "password", "a-password", "Its password. Secret."),
          key(
              POLICY + "password-file",
              "/run/secrets/staging-backup-password",
              "File with that password, instead of it. Read again at each use."),
          key(
              MEANS + "directory",
              "./data/backups",
              "./data/backups",
              "Where the files of backups are. All replicas need the same one."),
          key(
              MEANS + "client",
              "/usr/lib/postgresql/18/bin",
              "Directory of `pg_dump` and `pg_restore`. Default: the newest in the usual directories."),
          key(
              MEANS + "lock-wait",
              "10s",
              "10s",
              "How long somebody may wait for a lock that a backup holds; then the backup gives"
                  + " way and fails. At least `1s`."),
          key(
              MEANS + "deadline",
              "6h",
              "6h",
              "After how long a backup, or its proof, has failed; at least `1m`."),
          key(
              MEANS + "encryption.identity",
              "AGE-SECRET-KEY-1...",
              "Secret key of age (`age-keygen`). With it, the files of backups are encrypted, and"
                  + " decrypted to prove them and to roll back. Secret."),
          key(
              MEANS + "encryption.identity-file",
              "/run/secrets/backup-key",
              "File with that key, instead of it; with several, files are encrypted for the first,"
                  + " and decrypted with any. Read again at each use."),
          key(
              MEANS + "encryption.recipients",
              "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
              "Public keys of age, with commas between them, of others who can decrypt the files,"
                  + " too: one whose secret key lies in a safe, for the day when this machine is"
                  + " lost."),
          key(
              MEANS + "scratch.url",
              "jdbc:postgresql://scratch.example.com:5432/postgres",
              "JDBC URL of a server where backups are restored to prove them, without credentials."
                  + " Default: Plumbline starts one for each proof."),
          key(
              MEANS + "scratch.username",
              "plumbline_scratch",
              "Role that may create databases and roles there."),
          key(MEANS + "scratch.password", "a-password", "Its password. Secret."),
          key(
              MEANS + "scratch.password-file",
              "/run/secrets/scratch-password",
              "File with that password, instead of it. Read again at each use."));

  private BackupKeys() {}
}
