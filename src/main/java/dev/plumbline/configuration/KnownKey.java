package dev.plumbline.configuration;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A key that may be configured. {@link #ALL} is the one table that reading, {@code .env.example}
 * and {@code docs/configuration.md} are checked against.
 *
 * @param pattern with {@code <env>}, {@code <comparison>} or {@code <token>} for a name that the
 *     operator chooses and {@code [n]} for a place in a list
 * @param byDefault as a person would write it; empty if there is none
 * @param example never a real secret
 * @param meaning one sentence
 */
public record KnownKey(String pattern, Optional<String> byDefault, String example, String meaning) {
  private static final String ENVIRONMENT = "plumbline.environments.<env>.";
  private static final String COMPARISON = "plumbline.comparisons.<comparison>.";
  private static final String IGNORE = COMPARISON + "ignore[n].";
  private static final String TOKEN = "plumbline.tokens.<token>.";
  private static final String STORE = "plumbline.store.";

  private static final Set<String> RESTRICTIONS =
      Set.of(
          ENVIRONMENT + "protected",
          IGNORE + "path",
          IGNORE + "code",
          IGNORE + "until",
          TOKEN + "environments");

  public static final List<KnownKey> ALL =
      List.of(
          key(ENVIRONMENT + "tier", "staging", "`local`, `staging` or `production`. Required."),
          key(
              ENVIRONMENT + "protected",
              "`true` for production, else `false`",
              "true",
              "Stricter rules for everything that writes."),
          key(
              ENVIRONMENT + "directus.url",
              "https://staging.example.com",
              "Address of Directus, without `/admin`. An environment needs this, a database, or"
                  + " both."),
          key(
              ENVIRONMENT + "directus.token",
              "a-static-token",
              "Static token of a Directus administrator; only they may read the schema. Without a"
                  + " token only liveness can be told. Secret."),
          key(
              ENVIRONMENT + "directus.token-file",
              "/run/secrets/staging-token",
              "File with that token, instead of it. Read again at each use."),
          key(
              ENVIRONMENT + "database.url",
              "jdbc:postgresql://db.example.com:5432/directus",
              "JDBC URL of the PostgreSQL of Directus, without credentials."),
          key(
              ENVIRONMENT + "database.username",
              "plumbline_reader",
              "Role that may read the schema. Required with `database.url`."),
          key(ENVIRONMENT + "database.password", "a-password", "Its password. Secret."),
          key(
              ENVIRONMENT + "database.password-file",
              "/run/secrets/staging-password",
              "File with that password, instead of it. Read again at each use."),
          key(
              ENVIRONMENT + "database.schema",
              "public",
              "public",
              "Schema in which Directus has its tables."),
          key(
              ENVIRONMENT + "database.replica-url",
              "jdbc:postgresql://replica.example.com:5432/directus",
              "JDBC URL of a standby of it, from which scans read, with the same role, password and"
                  + " schema. A standby does not tell what was written since, so that every scan"
                  + " there reads everything."),
          key(
              ENVIRONMENT + "database.directus-role",
              "directus",
              "Role that Directus itself connects as, whose privileges and settings are checked. By"
                  + " default the owner of `directus_fields`, if it may log in."),
          key(
              ENVIRONMENT + "poll.every",
              "5m",
              "5m",
              "How often the environment is read: `30s`, `5m`, `12h` or `PT5M`; at least `5s`."
                  + " After failures in a row the interval is doubled with each, to 5 minutes at"
                  + " most; when one of two sources is back, it is the normal one again."),
          key(
              ENVIRONMENT + "poll.cron",
              "0 0/15 * * * ?",
              "When it is read, instead of `poll.every`: a Quartz cron expression (seconds first),"
                  + " in UTC."),
          key(
              ENVIRONMENT + "poll.settle",
              "5s",
              "5s",
              "How long a changed schema must stay the same before it is believed; `0s` believes"
                  + " at once."),
          key(
              ENVIRONMENT + "poll.deadline",
              "2m",
              "2m",
              "How long each of the two sources may take in one poll, and how long the poll waits"
                  + " while other environments are read. Longer than `poll.settle`."),
          key(
              ENVIRONMENT + "scan.every",
              "6h",
              "6h",
              "How often the records are checked, if there is a database; at least `1m`."),
          key(
              ENVIRONMENT + "scan.cron",
              "0 0 3 * * ?",
              "When they are checked, instead of `scan.every`: a Quartz cron expression (seconds"
                  + " first), in UTC."),
          key(
              ENVIRONMENT + "scan.budget",
              "1h",
              "1h",
              "After which a scan ends; the next one goes on where it was. At least `10s`."),
          key(
              ENVIRONMENT + "scan.files",
              "sample",
              "sample",
              "For which files Directus is asked whether it has the binary, five a second: `off`,"
                  + " `sample` (200 of them, others each time) or `all`. Needs `directus.token`."),
          key(COMPARISON + "source", "local", "The environment that is right. Required."),
          key(
              COMPARISON + "target",
              "staging",
              "The environment that is measured against it. Required."),
          key(
              IGNORE + "subject",
              "articles.*",
              "Changes that are meant to be: a glob over the subject, `collection` or"
                  + " `collection.field`; `*` is any run of characters but '.', `**` any run, `?`"
                  + " one character. Required in a rule."),
          key(
              IGNORE + "path",
              "meta.**",
              "Glob over the path of the change, such as `meta.note`; any path without it."),
          key(IGNORE + "code", "field_added", "Only changes of this code; any without it."),
          key(
              IGNORE + "reason",
              "Editors translate this on staging first",
              "Why they are meant to be. Required in a rule."),
          key(
              IGNORE + "until",
              "2030-12-31",
              "From then on the rule ignores nothing and is itself reported: a date (00:00 UTC) or"
                  + " an RFC 3339 time; for ever without it."),
          key(
              TOKEN + "sha256",
              "0000000000000000000000000000000000000000000000000000000000000000",
              "SHA-256 of an API token in hexadecimal: `printf %s \"$TOKEN\" | sha256sum`."
                  + " Required."),
          key(
              TOKEN + "role",
              "operator",
              "`viewer` reads, `operator` also polls, pauses and acknowledges, `approver`, `admin`."
                  + " Required."),
          key(
              TOKEN + "environments",
              "all",
              "local,staging",
              "The only environments that the token sees, separated by commas; never blank."),
          key(
              STORE + "url",
              "jdbc:postgresql://db.example.com:5432/plumbline",
              "JDBC URL of our own PostgreSQL, without credentials. Without it one of our own is"
                  + " started, with its data in `plumbline.store.directory`."),
          key(STORE + "username", "plumbline", "Role that owns our tables."),
          key(STORE + "password", "a-password", "Its password. Secret."),
          key(
              STORE + "password-file",
              "/run/secrets/store-password",
              "File with that password, instead of it."),
          key(STORE + "directory", "./data", "./data", "Where the PostgreSQL of our own keeps it."),
          key(
              STORE + "retention",
              "90d",
              "90d",
              "How long polls, resolved findings and old snapshots are kept; at least `1h`."));

  /** As a name of an environment variable, with the names that the operator chooses filled in. */
  public String environmentVariable() {
    return environmentVariable(
        pattern
            .replace("<env>", "staging")
            .replace("<comparison>", "local-to-staging")
            .replace("<token>", "ci")
            .replace("[n]", "[0]"));
  }

  /** MicroProfile Config's mapping: everything but letters and digits is '_', in upper case. */
  static String environmentVariable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** Matches a key as written in a file: group 1 the name, group 2 the place in the list. */
  Pattern asKey() {
    return Pattern.compile(
        "\\Q"
            + pattern
                .replaceFirst("<[a-z]+>", "\\\\E(\"[^\"]*\"|[^.\"]+)\\\\Q")
                .replace("[n]", "[\\E([0-9]{1,4})\\Q]")
            + "\\E"
            // A list in YAML shows as the list and as each of its items.
            + (isList() ? "(?:\\[[0-9]+])?" : ""));
  }

  /** Matches an environment variable, likewise; the name stands in it in upper case. */
  Pattern asVariable() {
    String variable = environmentVariable(pattern.replaceFirst("<[a-z]+>", "0NAME0"));
    return Pattern.compile(
        variable.replace("0NAME0", "(.+)").replace("IGNORE_N_", "IGNORE_([0-9]{1,4})_"));
  }

  /** Whether it is a list, which may be set as a whole or item by item. */
  boolean isList() {
    return pattern.endsWith(".environments");
  }

  /**
   * Whether more is allowed or ignored without it. Blank, it is a mistake: whoever sets it wants
   * less, and a variable that is not set must not mean more.
   */
  boolean isRestriction() {
    return RESTRICTIONS.contains(pattern);
  }

  private static KnownKey key(String pattern, String example, String meaning) {
    return new KnownKey(pattern, Optional.empty(), example, meaning);
  }

  private static KnownKey key(String pattern, String byDefault, String example, String meaning) {
    return new KnownKey(pattern, Optional.of(byDefault), example, meaning);
  }
}
