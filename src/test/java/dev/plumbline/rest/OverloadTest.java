package dev.plumbline.rest;

import static dev.plumbline.faces.ProblemAssertions.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.faces.Api;
import dev.plumbline.faces.Api.Answer;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.OddResource;
import dev.plumbline.faces.OddResource.Held;
import dev.plumbline.http.admission.AbandonedRequests;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
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

  @Test
  void whoeverAsksForNoRequestIsNotGone() throws Exception {
    try (ExecutorService rounds = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(rounds.submit(abandoned::isClientGone).get()).isFalse();
    }
  }
}
