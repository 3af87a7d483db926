package dev.plumbline.http.guard;

import java.time.Duration;

/** How long a client may take. Half a request costs a connection, and there are only so many. */
final class Deadlines {
  /** From connecting, or from the first byte of the next request, to the end of the headers. */
  static final Duration HEADERS = Duration.ofSeconds(10);

  /** From the end of the headers to the end of the body. */
  static final Duration BODY = Duration.ofSeconds(20);

  /** From the end of an answer to the first byte of the next request. */
  static final Duration NEXT_REQUEST = Duration.ofSeconds(75);

  private Deadlines() {}
}
