package dev.plumbline.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Sends requests at a constant rate, whether they are answered or not, and notes each answer. */
final class Requests {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Kind> kinds;
  private final SplittableRandom random = new SplittableRandom(8);

  /**
   * A kind of request.
   *
   * @param weight how many of the sum of all weights are of it
   * @param header by which the client is known, such as Authorization
   */
  record Kind(String name, int weight, URI address, String header, String value) {
    static Kind of(String name, int weight, URI address, String token) {
      return new Kind(name, weight, address, "Authorization", "Bearer " + token);
    }
  }

  /**
   * An answer.
   *
   * @param status 0 if there was none
   */
  record Answer(String kind, int status, Duration took) {}

  Requests(List<Kind> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  List<Answer> send(int perSecond, Duration time) {
    ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    long begin = System.nanoTime();
    long number = perSecond * time.toSeconds();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long i = 0; i < number; i++) {
        long due = begin + i * 1_000_000_000L / perSecond;
        LockSupport.parkNanos(due - System.nanoTime());
        Kind kind = any();
        threads.execute(() -> answers.add(one(kind, due)));
      }
    }
    return List.copyOf(answers);
  }

  private Kind any() {
    int point = random.nextInt(kinds.stream().mapToInt(Kind::weight).sum());
    for (Kind kind : kinds) {
      point -= kind.weight();
      if (point < 0) {
        return kind;
      }
    }
    return kinds.getLast();
  }

  /** Counted from when it was due: a generator that is late hides nothing. */
  private Answer one(Kind kind, long due) {
    HttpRequest request =
        HttpRequest.newBuilder(kind.address())
            .timeout(TIMEOUT)
            .header(kind.header(), kind.value())
            .build();
    int status;
    try {
      status = client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      status = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      status = 0;
    }
    return new Answer(kind.name(), status, Duration.ofNanos(System.nanoTime() - due));
  }

  /** By kind: how many of each status, and how long the answers took. */
  static List<List<String>> table(List<Answer> answers) {
    Map<String, List<Answer>> byKind = new TreeMap<>();
    answers.forEach(
        answer -> byKind.computeIfAbsent(answer.kind(), kind -> new ArrayList<>()).add(answer));
    List<List<String>> rows = new ArrayList<>();
    byKind.forEach(
        (kind, some) -> {
          Map<Integer, Integer> statuses = new TreeMap<>();
          some.forEach(answer -> statuses.merge(answer.status(), 1, Integer::sum));
          rows.add(
              List.of(
                  kind,
                  statuses.toString(),
                  Long.toString(percentile(some, 50).toMillis()),
                  Long.toString(percentile(some, 99).toMillis())));
        });
    return rows;
  }

  static Duration percentile(List<Answer> answers, int percent) {
    List<Duration> sorted = new ArrayList<>(answers.stream().map(Answer::took).toList());
    Collections.sort(sorted);
    return sorted.isEmpty()
        ? Duration.ZERO
        : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }
}
