package dev.plumbline.rest;

import static dev.plumbline.faces.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.faces.Api;
import dev.plumbline.faces.Api.Answer;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.OddResource;
import dev.plumbline.faces.OddResource.Held;
import dev.plumbline.faces.Twins;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** More is asked for than can be served. */
@QuarkusTest
@TestProfile(FacesProfile.class)
class OverloadTest {
  /** As many as are worked on at once. */
  private static final int PLACES = 32;

  @TestHTTPResource("/")
  String url = "";

  @TestHTTPResource(value = "/", management = true)
  String management = "";

  @Test
  void whatIsTooMuchIsTurnedAwayAtOnceAndMetricsAndHealthAreNot() throws Exception {
    Held held = new Held(PLACES);
    OddResource.HELD.set(held);
    Api api = Api.at(url).as("viewer");
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> waiting = new ArrayList<>();
      for (int i = 0; i < PLACES; i++) {
        waiting.add(clients.submit(() -> api.get("/api/v1/odd/held")));
      }
      held.begun().await();

      Answer turnedAway = api.get("/api/v1/environments");

      assertProblem(turnedAway, 503, "overloaded");
      assertThat(turnedAway.header("Retry-After")).isEqualTo("1");
      assertThat(Api.at(management).get("/q/health/ready").status()).isEqualTo(200);
      assertThat(Api.at(management).get("/q/metrics").status()).isEqualTo(200);

      held.end().countDown();
      for (Future<Answer> one : waiting) {
        assertThat(one.get().body()).isEqualTo("let go");
      }
      assertThat(api.get("/api/v1/environments").status()).isEqualTo(200);
    } finally {
      held.end().countDown();
    }
  }

  @Test
  void whoeverHangsUpKeepsThePlaceUntilTheWorkHasEnded() throws Exception {
    Held held = new Held(PLACES);
    OddResource.HELD.set(held);
    Api api = Api.at(url).as("viewer");
    try {
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < PLACES; i++) {
        sockets.add(ask());
      }
      held.begun().await();
      for (Socket socket : sockets) {
        socket.close();
      }

      assertProblem(api.get("/api/v1/environments"), 503, "overloaded");
    } finally {
      held.end().countDown();
    }
    Answer answer = api.get("/api/v1/environments");
    while (answer.status() == 503) {
      answer = api.get("/api/v1/environments");
    }
    assertThat(answer.status()).isEqualTo(200);
  }

  private Socket ask() throws IOException {
    URI to = URI.create(url);
    Socket socket = new Socket(to.getHost(), to.getPort());
    OutputStream out = socket.getOutputStream();
    out.write(
        ("GET /api/v1/odd/held HTTP/1.1\r\nHost: plumbline\r\nAuthorization: Bearer "
                + Twins.secret("viewer")
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
