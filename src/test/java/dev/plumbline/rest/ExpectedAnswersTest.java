package dev.plumbline.rest;

import static dev.plumbline.faces.Twins.LOCAL_TO_STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.change.Change;
import dev.plumbline.faces.Api;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.Story;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.severity.Severity;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** What is answered as it should be fills no log, and every answer is documented. */
@QuarkusTest
@TestProfile(FacesProfile.class)
class ExpectedAnswersTest {
  private static final String GATE = "/api/v1/comparisons/local-to-staging/gate";

  private final Story story;

  @TestHTTPResource("/")
  String url = "";

  @Inject
  ExpectedAnswersTest(Story story) {
    this.story = story;
  }

  @Test
  void closedGateAndErrorsOfClientsAreOneShortLineAtMost() throws InterruptedException {
    story.begin();
    story.compared(
        LOCAL_TO_STAGING,
        IntStream.range(0, 40)
            .mapToObj(number -> Story.added(Severity.HIGH, "drifted_" + number))
            .toArray(Change[]::new));
    Api viewer = Api.at(url).as("viewer");

    try (Lines lines = new Lines(GATE + " 409")) {
      assertThat(viewer.get("/api/v1/findings?severity=hgh").status()).isEqualTo(400);
      assertThat(viewer.get("/api/v1/comparisons/nope").status()).isEqualTo(404);
      assertThat(viewer.send("POST", "/api/v1/environments/local/polls", "").status())
          .isEqualTo(403);
      assertThat(viewer.get(GATE).body()).contains("drifted_39");

      assertThat(lines.found.await(30, TimeUnit.SECONDS)).as("the line of the gate").isTrue();
      assertThat(lines.all)
          .noneMatch(line -> line.contains("drifted_"))
          .noneMatch(line -> line.contains("hgh") || line.contains("nope"))
          .allMatch(line -> line.length() < 300);
    }
  }

  @Test
  void everyErrorThatOccursIsInTheServedDocument() {
    JsonObject paths = (JsonObject) Api.at(url).get("/openapi?format=JSON").in("paths");
    Set<String> documented = new TreeSet<>();
    for (JsonValue path : paths.members().values()) {
      for (JsonValue operation : ((JsonObject) path).members().values()) {
        if (operation instanceof JsonObject of && of.get("responses") instanceof JsonObject all) {
          assertThat(all.members().keySet())
              .as("what any request may be answered")
              .contains(
                  "400", "401", "403", "406", "408", "414", "429", "431", "500", "503", "505");
          documented.addAll(all.members().keySet());
        }
      }
    }

    assertThat(documented)
        .containsAll(
            Stream.of(ProblemType.values())
                .map(type -> Integer.toString(type.status()))
                // Of no operation that exists.
                .filter(status -> !status.equals("405"))
                .toList());
  }

  /** All that is logged while it is open. */
  private static final class Lines extends Handler implements AutoCloseable {
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final CountDownLatch found = new CountDownLatch(1);
    private final Formatter written = new PatternFormatter("%s");
    private final String last;

    Lines(String last) {
      this.last = last;
      Logger.getLogger("").addHandler(this);
    }

    @Override
    public void publish(LogRecord record) {
      String line = written.format(record);
      all.add(line + (record.getThrown() == null ? "" : " " + record.getThrown()));
      if (line.contains(last)) {
        found.countDown();
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      Logger.getLogger("").removeHandler(this);
    }
  }
}
