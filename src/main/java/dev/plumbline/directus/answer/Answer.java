package dev.plumbline.directus.answer;

import dev.plumbline.directus.answer.BoundedBody.TooLongException;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.jackson.JsonTextException;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.UnreadableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One answer of Directus, or of whatever stands in its place; its body is still on the wire and can
 * be read once.
 *
 * @param request method and URL, for messages
 * @param maxBytes of the body, decompressed
 */
public record Answer(Route route, String request, Response response, long maxBytes) {
  public int status() {
    return response.getStatus();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(response.getHeaderString(name));
  }

  /** Without parameters and in lower case; empty if not reported. */
  String contentType() {
    String header = header(HttpHeaders.CONTENT_TYPE).orElse("");
    return header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /**
   * The object in the body.
   *
   * @throws UnreadableException if there is something else, or more than may be read
   */
  public JsonObject json() throws UnreadableException, IOException {
    if (!contentType().isEmpty() && !contentType().endsWith("json")) {
      throw UnexpectedAnswers.refused(
          this,
          Reason.MALFORMED,
          "the answer is not JSON; check that directus.url is the URL of a Directus");
    }
    try {
      if (JsonText.read(body()) instanceof JsonObject object) {
        return object;
      }
      throw malformed("JSON, but not an object; check that directus.url is the URL of a Directus");
    } catch (JsonTextException e) {
      throw malformed("broken JSON: " + SafeText.of(String.valueOf(e.getMessage()), 200));
    } catch (TooLongException e) {
      throw malformed("more than the " + maxBytes + " bytes that Plumbline reads at most");
    }
  }

  public UnreadableException malformed(String what) {
    return new UnreadableException(
        Reason.MALFORMED, request + " answered " + status() + " with " + what);
  }

  /** The beginning of the body, as UTF-8; what is not is replaced. */
  public String beginning(int bytes) throws IOException {
    return new String(body().readNBytes(bytes), StandardCharsets.UTF_8);
  }

  private InputStream body() throws IOException {
    InputStream raw =
        response.hasEntity()
            ? response.readEntity(InputStream.class)
            // As after HEAD.
            : InputStream.nullInputStream();
    // Decompressed here and not by the client, so that the limit is on what comes out of a bomb.
    return switch (header(HttpHeaders.CONTENT_ENCODING).orElse("").toLowerCase(Locale.ROOT)) {
      case "", "identity" -> new BoundedBody(raw, maxBytes);
      case "gzip" -> new BoundedBody(new GZIPInputStream(raw), maxBytes);
      default -> throw new ZipException("an unsupported content encoding");
    };
  }
}
