package dev.plumbline.configuration.reader.key;

import static dev.plumbline.configuration.reader.key.KnownKey.key;

import java.util.List;

/** The keys of runs, which carry out plans. */
final class RunKeys {
  private static final String ENVIRONMENT = "plumbline.environments.<env>.";
  private static final String DIRECTUS = ENVIRONMENT + "directus.writer.";
  private static final String DATABASE = ENVIRONMENT + "database.writer.";
  private static final String RUNS = "plumbline.runs.";

  static final List<KnownKey> ALL =
      List.of(
          key(
              DIRECTUS + "token",
              "a-static-token",
              "Static token of a Directus administrator that a run applies plans with; used for"
                  + " nothing else. Without it, no plan can be carried out here. Secret."),
          key(
              DIRECTUS + "token-file",
              "/run/secrets/staging-writer-token",
              "File with that token, instead of it. Read again at each use."),
          key(
              DATABASE + "username",
              "plumbline_writer",
              "Role with which a run watches over Directus's session in the database, and cancels"
                  + " it when others wait for it; a rollback writes with it. Without it, no plan can"
                  + " be carried out here, unless `run-without-writer` is `true`."),
          key(DATABASE + "password", "a-password", "Its password. Secret."),
          key(
              DATABASE + "password-file",
              "/run/secrets/staging-writer-password",
              "File with that password, instead of it. Read again at each use."),
          key(
              ENVIRONMENT + "rollback-unverified",
              "false",
              "true",
              "Whether a run whose verification fails is rolled back at once, without asking"
                  + " anybody. By default an approver decides."),
          key(
              ENVIRONMENT + "run-without-writer",
              "false",
              "true",
              "Whether a plan may be carried out without `database.writer`. A run then uses the role"
                  + " that watches, which writes nothing and cancels nothing: others may wait for"
                  + " Directus, and the run cannot be rolled back. Each plan says so as hazards."),
          key(
              ENVIRONMENT + "canary-items",
              "false",
              "true",
              "Whether a run creates, reads, changes and deletes an item in each collection that it"
                  + " created. This triggers flows, hooks and webhooks, and advances sequences."),
          key(
              RUNS + "lock-wait",
              "5s",
              "5s",
              "How long Directus may wait for a lock while it applies a plan; then it is cancelled"
                  + " and rolls back. At least `1s`."),
          key(
              RUNS + "deadline",
              "10m",
              "10m",
              "How long Directus may take to apply a plan, its rehearsal to execute it, and a rollback"
                  + " to put it back; at least `10s`."),
          key(
              RUNS + "rollback-within",
              "7d",
              "7d",
              "How long the backup of a run is kept for a rollback, however many newer ones there"
                  + " are. At least `1h`."),
          key(
              RUNS + "follow-up",
              "1h,24h",
              "1h,24h",
              "How long after a verified run or rollback its target is verified again, separated by"
                  + " commas, at least `1m` each; `off`: never."));

  private RunKeys() {}
}
