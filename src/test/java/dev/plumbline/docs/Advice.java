package dev.plumbline.docs;

import dev.plumbline.finding.observation.FindingCode;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.reading.Reason;

/** What to do about what has no table of its own in {@code docs/}. */
final class Advice {
  private Advice() {}

  static String of(FindingCode code) {
    return switch (code) {
      case API_UNREADABLE, DATABASE_UNREADABLE ->
          "See its `reason`, in the table of reasons. Comparisons of this environment are unknown"
              + " until it can be read again.";
      case API_STALE ->
          "Clear Directus's cache (`POST /utils/cache/clear`) or restart Directus: somebody changed"
              + " the schema by SQL.";
      case API_DIFFERS ->
          "Check that `directus.url` and `database.url` belong to the same Directus; then clear"
              + " its cache.";
      case CHECKS_UNKNOWN ->
          "The message has the first reasons, often with the `GRANT` to run. `GET …/integrity` has"
              + " all of them.";
      case SCAN_FAILED -> "Fix what the message says; it is resolved by the next complete scan.";
      case COLLECTIONS_DISAPPEARED ->
          "Restore the tables from a backup, or acknowledge it if a deployment was meant to drop"
              + " them.";
      case API_OF_ANOTHER_DIRECTUS -> "Correct `directus.url` or `database.url`.";
      case MIGRATIONS_BEHIND ->
          "Find out why the upgrade stopped, then run `directus database migrate:latest`.";
      case SAME_DATABASE -> "Correct `database.url` or `database.schema` of one of the two.";
      case SAME_PROJECT ->
          "Give the copy its own `project_id` in `directus_settings`, and new static tokens.";
      case STATIC_TOKENS_VALID_IN_BOTH -> "Replace the static tokens in the copy.";
      case STORAGE_LOCATIONS_DIFFER ->
          "Nothing, if this is intended; otherwise correct `STORAGE_LOCATIONS` of one of the two.";
      case IGNORE_RULE_EXPIRED -> "Remove the rule, or give it a later `until`.";
      case IGNORE_RULE_UNUSED -> "Remove the rule, or correct its subject, path or code.";
      case BREAK_GLASS_USED ->
          "Review the plan with whoever approved it, then acknowledge the finding and write the"
              + " result into the note.";
      case BACKUP_FAILED ->
          "Fix what the message says, then `POST /api/v1/environments/{env}/backups`, or `POST"
              + " /api/v1/backups/{id}/verification` if the file is there."
              + " [backups.md](backups.md) has the usual reasons.";
      case BACKUP_DISPROVEN ->
          "Do not rely on that file: make another backup, and check the disk that it is on.";
      case BACKUP_OVERDUE -> "See the other findings about backups, and Plumbline's log.";
      case BACKUP_SMALLER ->
          "Find out who deleted what. The backup is proven: it has what the database had.";
      case NOTIFICATION_FAILING ->
          "Check the receiver, and the URL or the addresses of the channel. Nothing is lost: it is"
              + " sent when the receiver accepts it.";
    };
  }

  static String of(Reason reason) {
    return switch (reason) {
      case NOT_CONFIGURED -> "Nothing, or configure the source.";
      case UNREACHABLE -> "Check address, port, DNS, firewall and TLS from where Plumbline runs.";
      case TIMED_OUT ->
          "Check the load of the source; if it is only slow, raise `poll.deadline` of the"
              + " environment.";
      case UNAVAILABLE ->
          "Wait until the source is ready; otherwise raise its limits of connections or requests.";
      case INTERRUPTED ->
          "Check whether the server or a proxy was restarted; the next poll retries.";
      case MALFORMED ->
          "Check that the URL is that of Directus or PostgreSQL itself, then read its log.";
      case INCOMPATIBLE ->
          "Check versions and `database.schema`: Plumbline reads Directus 11 and 12 and PostgreSQL"
              + " 12 and newer.";
      case UNSETTLED -> "Wait until the migration has ended; the next poll reads again.";
      case UNAUTHORIZED -> "Correct the token or the password.";
      case FORBIDDEN -> "Run the `GRANT` of the message, or see [access.md](access.md).";
      case PAUSED -> "Resume it: `DELETE /api/v1/environments/{env}/pause`.";
    };
  }

  static String of(ProblemType type) {
    return switch (type) {
      case INVALID_REQUEST -> "Correct what `errors` lists.";
      case UNAUTHENTICATED -> "Send the header `Authorization: Bearer <token>` with a valid token.";
      case FORBIDDEN -> "Use a token with the role that the detail names.";
      case NOT_FOUND -> "Check the name, and the environments that the token may see.";
      case METHOD_NOT_ALLOWED -> "Use a method of the header `Allow`.";
      case NOT_ACCEPTABLE -> "Accept `application/json` or another type of the path.";
      case DRIFTED -> "See `changes`; sync the environments, or ignore what is intended.";
      case RESOLVED -> "Nothing: the finding is resolved.";
      case NO_DATABASE -> "Configure the database of the environment.";
      case PAUSED -> "Resume the environment, then send the request again.";
      case BACKUP_RUNNING -> "Wait until it has ended, then send the request again.";
      case BACKUP_WITHOUT_FILE -> "Make another backup.";
      case PLAN_OPEN -> "Withdraw the plan that the detail names, or wait for its end.";
      case PLAN_NOT_WAITING -> "Read the plan; propose again if it has ended.";
      case PLAN_NOT_SEALED -> "Ask for the payload of a plan that is sealed.";
      case WRONG_HASH -> "Read the plan again, then send its hash.";
      case SELF_APPROVAL -> "Let another person approve the plan.";
      case ALREADY_DECIDED -> "Let another person approve the plan.";
      case CONFIRMATION_MISSING -> "Send `targetName` and `consents` as the detail says.";
      case PLAN_NOT_APPROVED -> "Approve the plan first, or propose again if it has ended.";
      case RUN_IN_PROGRESS -> "Wait until the other run has ended.";
      case RUN_ENDED -> "Read the run: its message says how it ended.";
      case RUN_NOT_ENDED -> "Wait until the run has ended: `finishedAt` is not null then.";
      case RUN_NOT_CONFIGURED -> "Set the key that the detail names.";
      case ROLLBACK_BLOCKED -> "Do what the detail says, or restore the backup by hand.";
      case ROLLBACK_CHANGED -> "Read the preview again, and confirm its hash.";
      case CHANGES_CLOSED -> "Wait for the change window, or for the end of the freeze.";
      case REQUEST_TIMEOUT -> "Send headers and body faster.";
      case TOO_LARGE -> "Send a shorter body.";
      case URI_TOO_LONG -> "Send a shorter URI.";
      case UNSUPPORTED_MEDIA_TYPE -> "Send JSON with `Content-Type: application/json`.";
      case IDEMPOTENCY_KEY_REUSED -> "Send a new `Idempotency-Key` for another request.";
      case WRONG_TOKENS -> "Correct the token, then wait as `Retry-After` says.";
      case HEADERS_TOO_LARGE -> "Send shorter headers.";
      case INTERNAL -> "Read Plumbline's log; report it.";
      case STORE_UNAVAILABLE -> "Check Plumbline's own PostgreSQL; send the request again.";
      case OVERLOADED -> "Send the request again, as `Retry-After` says.";
      case COMPARISON_UNKNOWN ->
          "Read the reason of the comparison; never deploy as if it were in sync.";
      case HTTP_VERSION -> "Use HTTP/1.1.";
    };
  }
}
