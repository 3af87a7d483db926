package dev.plumbline.rest;

import static dev.plumbline.faces.ProblemAssertions.assertProblem;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.faces.Api;
import dev.plumbline.faces.Api.Answer;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.OddResource;
import dev.plumbline.faces.OddResource.Held;
import dev.plumbline.faces.Twins;
import dev.plumbline.http.admission.AbandonedRequests;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** More is asked for than can be served. */
@QuarkusTest
@TestProfile(FacesProfile.class)
class OverloadTest {
  /** As many as are worked on at once. */
  private static final int PLACES = 64;

  @Inject AbandonedRequests abandoned;

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
      Answer ready = Api.at(management).get("/health/ready");
      Answer metrics = Api.at(management).get("/metrics");
      held.end().countDown();

      assertProblem(turnedAway, 503, "overloaded");
      assertThat(turnedAway.header("Retry-After")).isEqualTo("1");
      assertThat(ready.status()).isEqualTo(200);
      assertThat(metrics.status()).isEqualTo(200);
      for (Future<Answer> one : waiting) {
        assertThat(one.get().body()).isEqualTo("let go");
      }
      assertThat(api.get("/api/v1/environments").status()).isEqualTo(200);
    }
  }

  /** Its next statement is refused then: nobody waits for what it would read. */
  @Test
  void whoeverHungUpIsGone() throws Exception {
    Held held = new Held(1);
    OddResource.HELD.set(held);
    OddResource.GONE.set(new CompletableFuture<>());
    URI address = URI.create(url);
    try (Socket client = new Socket(address.getHost(), address.getPort())) {
      client
          .getOutputStream()
          .write(
              ("GET /api/v1/odd/left HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                      + Twins.secret("viewer")
                      + "\r\n\r\n")
                  .getBytes(US_ASCII));
      held.begun().await();
    }

    assertThat(OddResource.GONE.get().get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoeverAsksForNoRequestIsNotGone() throws Exception {
    try (ExecutorService rounds = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(rounds.submit(abandoned::isClientGone).get()).isFalse();
    }
  }
}
