package dev.plumbline.http.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of problem. Their URIs are part of the public contract: added, never renamed. */
public enum ProblemType {
  INVALID_REQUEST(400, "The request is not valid"),
  UNAUTHENTICATED(401, "A valid token is needed"),
  FORBIDDEN(403, "The token is not allowed to do this"),
  NOT_FOUND(404, "It does not exist, or the token may not see it"),
  METHOD_NOT_ALLOWED(405, "This path does not support the method"),
  NOT_ACCEPTABLE(406, "None of the accepted media types is available"),
  DRIFTED(409, "The environments differ"),
  RESOLVED(409, "The finding is resolved"),
  NO_DATABASE(409, "The environment has no database configured"),
  PAUSED(409, "The environment is paused"),
  BACKUP_RUNNING(409, "A backup of the environment is being made"),
  BACKUP_WITHOUT_FILE(409, "The backup has no file"),
  PLAN_OPEN(409, "Another plan of the comparison is open"),
  PLAN_NOT_WAITING(409, "The plan cannot be decided about"),
  PLAN_NOT_SEALED(409, "The plan has no payload"),
  WRONG_HASH(409, "The hash is of another plan"),
  SELF_APPROVAL(409, "Another person must approve the plan"),
  ALREADY_DECIDED(409, "The person has approved the plan"),
  CONFIRMATION_MISSING(409, "The plan needs a confirmation"),
  PLAN_NOT_APPROVED(409, "The plan is not approved"),
  RUN_IN_PROGRESS(409, "Another run changes the environment"),
  RUN_ENDED(409, "The run has ended"),
  RUN_NOT_ENDED(409, "The run has not ended"),
  RUN_NOT_CONFIGURED(409, "Something that a run needs is not configured"),
  ROLLBACK_BLOCKED(409, "The run cannot be rolled back"),
  ROLLBACK_CHANGED(409, "The rollback would do something else now"),
  CHANGES_CLOSED(409, "The environment may not be changed now"),
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  TOO_LARGE(413, "The body is too large"),
  URI_TOO_LONG(414, "The URI is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The media type of the body is not supported"),
  IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
  WRONG_TOKENS(429, "Too many wrong tokens came from this address"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  INTERNAL(500, "Internal error in Plumbline"),
  STORE_UNAVAILABLE(503, "Plumbline's store is not available"),
  OVERLOADED(503, "Plumbline is overloaded"),
  COMPARISON_UNKNOWN(503, "It is unknown whether the environments differ"),
  HTTP_VERSION(505, "This version of HTTP is not supported");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public URI uri() {
    return URI.create("urn:plumbline:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** What an error is that the framework answers with a status only. */
  public static Optional<ProblemType> ofStatus(int status) {
    return Arrays.stream(values())
        // Those of 409 and 422 are of one resource each.
        .filter(type -> type.status == status && status != 409 && status != 422)
        .findFirst();
  }
}
