package dev.plumbline.directus.answer;

import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.UnreadableException;
import java.io.CharConversionException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/** What it means when there is no answer, or only a part of one. */
public final class TransportErrors {
  private TransportErrors() {}

  /** The one mapping from exceptions to reasons. */
  public static UnreadableException of(String request, Duration deadline, Throwable thrown) {
    Throwable innermost = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Optional<UnreadableException> known = known(request, deadline, cause);
      if (known.isPresent()) {
        return known.get();
      }
      innermost = cause;
    }
    return new UnreadableException(
        Reason.INTERRUPTED,
        request
            + ": the connection broke before the answer was complete ("
            + innermost.getClass().getSimpleName()
            + ")");
  }

  private static Optional<UnreadableException> known(
      String request, Duration deadline, Throwable cause) {
    return Optional.ofNullable(
        switch (cause) {
          case UnreadableException already -> already;
          case TimeoutException e ->
              new UnreadableException(
                  Reason.TIMED_OUT,
                  request + ": no complete answer within " + deadline.toMillis() + " ms");
          case UnknownHostException e ->
              new UnreadableException(Reason.UNREACHABLE, request + ": unknown host");
          case SSLException e ->
              new UnreadableException(
                  Reason.UNREACHABLE, request + ": TLS failed: " + SafeText.of(innermost(e), 200));
          case ConnectException e ->
              new UnreadableException(
                  Reason.UNREACHABLE, request + ": " + SafeText.of(innermost(e), 200));
          case NoRouteToHostException e ->
              new UnreadableException(Reason.UNREACHABLE, request + ": no route to the host");
          case ZipException e ->
              new UnreadableException(Reason.MALFORMED, request + ": the answer is not gzip");
          case CharConversionException e ->
              new UnreadableException(Reason.MALFORMED, request + ": the answer is not UTF-8");
          // Thrown by the HTTP decoder.
          case IllegalArgumentException e ->
              new UnreadableException(Reason.MALFORMED, request + ": the answer is not HTTP");
          default -> null;
        });
  }

  private static String innermost(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
