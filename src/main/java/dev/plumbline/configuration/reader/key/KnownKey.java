package dev.plumbline.configuration.reader.key;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A key that may be configured. {@link #ALL} is the one table that reading, {@code .env.example}
 * and {@code docs/configuration.md} are checked against.
 *
 * @param pattern with {@code <env>}, {@code <comparison>}, {@code <token>}, {@code <entry>} or
 *     {@code <channel>} for a name that the operator chooses and {@code [n]} for a place in a list
 * @param byDefault as a person would write it; empty if there is none
 * @param example never a real secret
 * @param meaning one sentence
 */
public record KnownKey(String pattern, Optional<String> byDefault, String example, String meaning) {
  private static final String ENVIRONMENT = "plumbline.environments.<env>.";
  private static final String COMPARISON = "plumbline.comparisons.<comparison>.";
  private static final String IGNORE = COMPARISON + "ignore[n].";
  private static final String TOKEN = "plumbline.tokens.<token>.";

  private static final Set<String> RESTRICTIONS =
      Set.of(
          ENVIRONMENT + "protected",
          ENVIRONMENT + "change-window",
          ENVIRONMENT + "freeze.until",
          ServiceKeys.APPROVALS + "low",
          ServiceKeys.APPROVALS + "medium",
          ServiceKeys.APPROVALS + "high",
          ServiceKeys.APPROVALS + "critical",
          ServiceKeys.APPROVALS + "protected",
          IGNORE + "path",
          IGNORE + "code",
          IGNORE + "until",
          TOKEN + "environments",
          SignInKeys.ROLE + "environments",
          ChannelKeys.PREFIX + "environments",
          ChannelKeys.PREFIX + "kinds",
          ChannelKeys.PREFIX + "severity");

  private static final List<KnownKey> WATCHED =
      List.of(
          key(ENVIRONMENT + "tier", "staging", "`local`, `staging` or `production`. Required."),
          key(
              ENVIRONMENT + "protected",
              "`true` for production, else `false`",
              "true",
              "Stricter rules for all writing operations."),
          key(
              ENVIRONMENT + "change-window",
              "Mon-Thu 09:00-16:00 Europe/Berlin",
              "When plans are carried out: days, times and an IANA time zone (UTC if it is left"
                  + " out). Approvals are possible at any time. Default: always."),
          key(
              ENVIRONMENT + "freeze.until",
              "2030-12-31T18:00:00Z",
              "Until when no plan is carried out: a date (00:00 UTC) or an RFC 3339 time."),
          key(
              ENVIRONMENT + "freeze.reason",
              "Christmas sale",
              "Why. Required with `freeze.until`."),
          key(
              ENVIRONMENT + "directus.url",
              "https://staging.example.com",
              "Address of Directus, without `/admin`. An environment needs this, a database, or"
                  + " both."),
          key(
              ENVIRONMENT + "directus.token",
              "a-static-token",
              "Static token of a Directus administrator; only they may read the"
                  + " schema. Without a token, Plumbline only checks that Directus answers."
                  + " Secret."),
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
              "JDBC URL of a standby that scans read from, with the same role,"
                  + " password and schema. A standby has no counters of writes, so every"
                  + " scan there reads all rows."),
          key(
              ENVIRONMENT + "database.directus-role",
              "directus",
              "Role that Directus itself connects as; Plumbline checks its privileges"
                  + " and settings. Default: the owner of `directus_fields`, if it may log"
                  + " in."),
          key(
              ENVIRONMENT + "poll.every",
              "5m",
              "5m",
              "How often the environment is read: `30s`, `5m`, `12h` or `PT5M`; at"
                  + " least `5s`. After each consecutive failure the interval is doubled, to"
                  + " at most four times the interval and 5 minutes; it is normal again as"
                  + " soon as one of two sources can be read."),
          key(
              ENVIRONMENT + "poll.cron",
              "0 0/15 * * * ?",
              "When it is read, instead of `poll.every`: a Quartz cron expression (seconds first),"
                  + " in UTC."),
          key(
              ENVIRONMENT + "poll.settle",
              "5s",
              "5s",
              "How long a changed schema must stay the same before Plumbline uses it;"
                  + " `0s`: at once."),
          key(
              ENVIRONMENT + "poll.deadline",
              "2m",
              "2m",
              "How long each of the two sources may take in one poll, and how long a"
                  + " poll waits while other environments are read. Longer than"
                  + " `poll.settle`."),
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
              "Time limit of a scan; the next one continues where it stopped. At least"
                  + " `10s`."),
          key(
              ENVIRONMENT + "scan.files",
              "sample",
              "sample",
              "For which files Plumbline asks Directus whether the binary exists, five"
                  + " per second: `off`, `sample` (200 files, different ones in each scan)"
                  + " or `all`. Needs `directus.token`."),
          key(COMPARISON + "source", "local", "The environment that is the reference. Required."),
          key(
              COMPARISON + "target",
              "staging",
              "The environment that is compared with it. Required."),
          key(
              IGNORE + "subject",
              "articles.*",
              "Intended changes: a glob over the subject, `collection` or"
                  + " `collection.field`; `*` is any run of characters but '.', `**` any"
                  + " run, `?` one character. Required in a rule."),
          key(
              IGNORE + "path",
              "meta.**",
              "Glob over the path of the change, such as `meta.note`. Default: any path."),
          key(IGNORE + "code", "field_added", "Only changes with this code. Default: any code."),
          key(
              IGNORE + "reason",
              "Editors translate this on staging first",
              "Why these changes are intended. Required in a rule."),
          key(
              IGNORE + "until",
              "2030-12-31",
              "When the rule expires; it then ignores nothing and is itself reported:"
                  + " a date (00:00 UTC) or an RFC 3339 time. Default: never."),
          key(
              TOKEN + "sha256",
              "0000000000000000000000000000000000000000000000000000000000000000",
              "SHA-256 of an API token in hexadecimal: `printf %s \"$TOKEN\" | sha256sum`."
                  + " Required."),
          key(
              TOKEN + "role",
              "operator",
              "`viewer` reads, `operator` also polls, pauses, acknowledges and proposes plans,"
                  + " `approver` also approves them, `admin`. Required."),
          key(
              TOKEN + "environments",
              "all",
              "local,staging",
              "The only environments that the token may see, separated by commas; not blank."),
          key(
              TOKEN + "person",
              "the name of the token",
              "ada",
              "Who has the token. A person approves a plan once, however many tokens they have."));

  public static final List<KnownKey> ALL =
      Stream.of(
              WATCHED,
              SignInKeys.ALL,
              RunKeys.ALL,
              BackupKeys.ALL,
              ChannelKeys.ALL,
              ServiceKeys.ALL)
          .flatMap(List::stream)
          .toList();

  /** As a name of an environment variable, with the names that the operator chooses filled in. */
  public String environmentVariable() {
    return environmentVariable(
        pattern
            .replace("<env>", "staging")
            .replace("<comparison>", "local-to-staging")
            .replace("<token>", "ci")
            .replace("<entry>", "approvers")
            .replace("<channel>", "oncall")
            .replace("[n]", "[0]"));
  }

  /** MicroProfile Config's mapping: everything but letters and digits is '_', in upper case. */
  public static String environmentVariable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** Matches a key as written in a file: group 1 the name, group 2 the place in the list. */
  public Pattern asKey() {
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
  public Pattern asVariable() {
    String variable = environmentVariable(pattern.replaceFirst("<[a-z]+>", "0NAME0"));
    return Pattern.compile(
        variable.replace("0NAME0", "(.+)").replace("IGNORE_N_", "IGNORE_([0-9]{1,4})_"));
  }

  /** Whether it is a list, which may be set as a whole or item by item. */
  public boolean isList() {
    return pattern.endsWith(".environments")
        || pattern.endsWith(".kinds")
        || pattern.equals(SignInKeys.SCOPES)
        || pattern.endsWith(".follow-up")
        || pattern.equals(ChannelKeys.PREFIX + "to");
  }

  /**
   * Whether more is allowed or ignored without it. Blank, it is a mistake: whoever sets it wants
   * less, and a variable that is not set must not mean more.
   */
  public boolean isRestriction() {
    return RESTRICTIONS.contains(pattern);
  }

  static KnownKey key(String pattern, String example, String meaning) {
    return new KnownKey(pattern, Optional.empty(), example, meaning);
  }

  static KnownKey key(String pattern, String byDefault, String example, String meaning) {
    return new KnownKey(pattern, Optional.of(byDefault), example, meaning);
  }
}
