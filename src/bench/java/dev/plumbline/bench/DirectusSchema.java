package dev.plumbline.bench;

import dev.plumbline.lab.LabEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Directus's schema API, by plain HTTP: bytes there and back, nothing made of them. */
final class DirectusSchema {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final String BOUNDARY = "plumbline-bench-boundary";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final LabEnvironment environment;

  DirectusSchema(LabEnvironment environment) {
    this.environment = environment;
  }

  byte[] snapshot() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = send(request("/schema/snapshot").GET());
    if (answer.statusCode() != 200) {
      throw unexpected(answer);
    }
    return answer.body();
  }

  /**
   * What would make this Directus like a snapshot; empty if nothing.
   *
   * @param upload by {@link #upload}
   */
  byte[] diff(byte[] upload) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        send(
            request("/schema/diff")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(upload)));
    return switch (answer.statusCode()) {
      case 200 -> answer.body();
      case 204 -> new byte[0];
      default -> throw unexpected(answer);
    };
  }

  /** A snapshot as a file upload: as a plain body Directus refuses more than 1 MB by default. */
  static byte[] upload(String snapshot) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        """
        --%s\r
        Content-Disposition: form-data; name="file"; filename="snapshot.json"\r
        Content-Type: application/json\r
        \r
        """
            .formatted(BOUNDARY)
            .getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(snapshot.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return body.toByteArray();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(environment.directusUrl() + path))
        .timeout(DEADLINE)
        .header("Authorization", "Bearer " + environment.adminToken());
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static IllegalStateException unexpected(HttpResponse<byte[]> answer) {
    return new IllegalStateException(
        "%s answered %d: %s"
            .formatted(
                answer.uri(),
                answer.statusCode(),
                new String(answer.body(), StandardCharsets.UTF_8)));
  }
}
