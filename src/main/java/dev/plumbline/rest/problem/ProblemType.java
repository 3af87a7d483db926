package dev.plumbline.rest.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of problem. Their URIs are part of the public contract: added, never renamed. */
public enum ProblemType {
  INVALID_REQUEST(400, "The request is not valid"),
  UNAUTHENTICATED(401, "A valid token is needed"),
  FORBIDDEN(403, "The token may not do this"),
  NOT_FOUND(404, "There is no such thing, or the token may not see it"),
  METHOD_NOT_ALLOWED(405, "This method does not exist here"),
  NOT_ACCEPTABLE(406, "None of the accepted media types can be given"),
  DRIFTED(409, "Something has drifted"),
  RESOLVED(409, "The finding is resolved"),
  NO_DATABASE(409, "The environment has no database to look at"),
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  TOO_LARGE(413, "The body is too large"),
  URI_TOO_LONG(414, "The URI is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body has a media type that cannot be read"),
  WRONG_TOKENS(429, "Too many wrong tokens came from this address"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  INTERNAL(500, "An error in Plumbline"),
  STORE_UNAVAILABLE(503, "Plumbline's own store is away"),
  OVERLOADED(503, "Too much is asked for at once"),
  COMPARISON_UNKNOWN(503, "It cannot be told whether anything has drifted"),
  HTTP_VERSION(505, "This version of HTTP is not spoken here");

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

  /** What an error is that the framework tells by its status only. */
  public static Optional<ProblemType> ofStatus(int status) {
    return Arrays.stream(values())
        // Those of 409 are of one resource each.
        .filter(type -> type.status == status && status != 409)
        .findFirst();
  }
}
