package dev.plumbline.http.guard;

import dev.plumbline.http.problem.PlainProblem;
import dev.plumbline.http.problem.ProblemType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the head of a request must be like, whatever it asks for. */
final class RequestRules {
  /** The largest body that is read; what a resource takes is less. */
  static final long MOST_BODY = 1 << 20;

  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._~-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

  private RequestRules() {}

  /** Why it is refused; empty if it is a request. */
  static Optional<PlainProblem> check(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return Optional.of(undecoded(request.decoderResult().cause()));
    }
    if (!request.protocolVersion().equals(HttpVersion.HTTP_1_1)
        && !request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      return Optional.of(new PlainProblem(ProblemType.HTTP_VERSION, "Send HTTP/1.1."));
    }
    // HTTP/2 and WebSocket are not spoken; what is not offered may be left out.
    request.headers().remove(HttpHeaderNames.UPGRADE);
    request.headers().remove("HTTP2-Settings");
    return host(request).or(() -> uri(request.uri())).or(() -> body(request.headers()));
  }

  /** Of what the decoder could not read. */
  static PlainProblem undecoded(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException ignored ->
          new PlainProblem(ProblemType.URI_TOO_LONG, "Send a shorter URI: 4096 bytes at most.");
      case TooLongHttpHeaderException ignored ->
          new PlainProblem(ProblemType.HEADERS_TOO_LARGE, "Send headers of 20 KiB at most in all.");
      default -> PlainProblem.invalid("This is not a valid HTTP/1.1 request.");
    };
  }

  private static Optional<PlainProblem> host(HttpRequest request) {
    List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
    if (hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      // Old health checks send none; who they asked is plain.
      request.headers().set(HttpHeaderNames.HOST, "localhost");
      return Optional.empty();
    }
    return hosts.size() == 1 && HOST.matcher(hosts.getFirst().strip()).matches()
        ? Optional.empty()
        : Optional.of(
            PlainProblem.invalid(
                "The header Host must occur exactly once, as a name or address and a port."));
  }

  private static Optional<PlainProblem> uri(String uri) {
    try {
      URI parsed = new URI(uri);
      String path = parsed.getRawPath();
      boolean isRequest =
          uri.startsWith("/")
              ? !uri.startsWith("//")
              : parsed.isAbsolute()
                  && HOST.matcher(String.valueOf(parsed.getRawAuthority())).matches();
      return isRequest && path != null && parsed.getRawFragment() == null
          ? Optional.empty()
          : Optional.of(malformed());
    } catch (URISyntaxException e) {
      return Optional.of(malformed());
    }
  }

  private static PlainProblem malformed() {
    return PlainProblem.invalid(
        "The URI is malformed. It must begin with '/', and every character except"
            + " letters, digits and -._~ must be percent-encoded.");
  }

  /** Two ways to say where a body ends are one too many: two servers may take different ones. */
  private static Optional<PlainProblem> body(HttpHeaders headers) {
    List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
    if (!codings.isEmpty()
        && (length != null
            || codings.size() > 1
            || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst().strip()))) {
      return Optional.of(
          PlainProblem.invalid(
              "Send the header Content-Length, or 'Transfer-Encoding: chunked', not both."));
    }
    if (length != null && !length.matches("[0-9]{1,18}")) {
      return Optional.of(PlainProblem.invalid("The header Content-Length is not a whole number."));
    }
    return length != null && Long.parseLong(length) > MOST_BODY
        ? Optional.of(tooLarge())
        : Optional.empty();
  }

  static PlainProblem tooLarge() {
    return new PlainProblem(
        ProblemType.TOO_LARGE, "The body may have " + MOST_BODY + " bytes at most.");
  }
}
