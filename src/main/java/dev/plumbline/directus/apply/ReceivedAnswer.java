package dev.plumbline.directus.apply;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * An answer, of Directus or of whatever stands before it.
 *
 * @param body its beginning
 */
record ReceivedAnswer(int status, String body) {
  private static final int MOST_BYTES = 64 << 10;

  static ReceivedAnswer of(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      return new ReceivedAnswer(
          response.statusCode(), new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
    }
  }
}
