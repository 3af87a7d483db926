package dev.plumbline.bench;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.bench.Requests.Answer;
import dev.plumbline.bench.Requests.Kind;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.machine.Folders;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** The packaged service with a small heap and fifty environments, while it is asked a lot. */
final class LoadedService {
  private static final int ENVIRONMENTS = 50;
  private static final int COLLECTIONS = 200;
  private static final int CHANGES = 3_000;
  private static final int PER_SECOND = 200;
  private static final int PAGES_PER_SECOND = 20;
  private static final Duration TIME = Duration.ofSeconds(60);

  /** The first thousands of requests are answered by code that is not yet compiled. */
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String ALL = "bench-all";
  private static final String SOME = "bench-some";

  private final Laboratory laboratory;
  private final Report report;
  private final Sql store;
  private final List<LabEnvironment> environments = new ArrayList<>();

  LoadedService(Laboratory laboratory, Report report) {
    this.laboratory = laboratory;
    this.report = report;
    laboratory.postgres().createDatabase("load_store", "template0", "postgres");
    this.store = laboratory.postgres().superuser("load_store");
  }

  void run() throws Exception {
    Path folder = Files.createTempDirectory("plumbline-load-");
    try {
      report.progress("making " + ENVIRONMENTS + " databases");
      for (int i = 0; i < ENVIRONMENTS; i++) {
        LabEnvironment environment =
            laboratory.stopped(DirectusVersion.V11, Template.size(COLLECTIONS));
        environments.add(environment);
        // Every other comparison differs: a, b, b, a, a, b, b …
        if ((i + 1) / 2 % 2 == 1) {
          environment.sql(
              "UPDATE directus_fields SET note = 'other' WHERE id IN (SELECT id FROM"
                  + " directus_fields WHERE collection LIKE 'size_%' ORDER BY id LIMIT "
                  + CHANGES
                  + ")");
        }
      }
      run(folder);
    } finally {
      environments.forEach(LabEnvironment::close);
      Folders.delete(folder);
    }
  }

  private void run(Path folder) throws Exception {
    // The collector of docker/Dockerfile.
    List<String> jvm = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    try (ServiceProcess service = new ServiceProcess(folder, configuration().keys(), ALL, jvm)) {
      report.progress("first polls");
      service.start();
      service.await("comparing all environments", PATIENCE, () -> isKnown(service));
      report.say(
          "%s changes in %s comparisons, %s findings"
              .formatted(
                  store.value("SELECT sum(c) FROM comparison, unnest(changes) c"),
                  store.value("SELECT count(*) FROM comparison"),
                  store.value("SELECT count(*) FROM finding WHERE state <> 'resolved'")));
      service.api().send("POST", "/api/v1/environments/" + name(0) + "/scans", "");
      report.progress("warming up");
      requests(service).send(PER_SECOND, WARM_UP);
      load(service, PER_SECOND);
      pages(service);
      overload(service);
      report.require(
          "the service has run in 256 MiB, and every poll went well",
          service.isRunning() && failedPolls() == 0);
    }
  }

  /** Answers but 200 and 409, the slowest percent, each scrape, and polls that were late. */
  private void load(ServiceProcess service, int perSecond) throws Exception {
    report.progress(perSecond + " requests a second");
    Observed observed = sent(service, perSecond);
    table(perSecond, observed);
    List<Answer> reports =
        observed.answers().stream().filter(answer -> answer.kind().equals("report")).toList();
    List<Answer> others =
        observed.answers().stream().filter(answer -> !answer.kind().equals("report")).toList();
    report.require(
        "no answer but 200 and 409",
        observed.answers().stream().allMatch(a -> a.status() == 200 || a.status() == 409));
    report.require("p99 at most 50 ms", Requests.percentile(others, 99).toMillis() <= 50);
    report.require(
        "p99 of whole reports at most 500 ms", Requests.percentile(reports, 99).toMillis() <= 500);
    List<Long> scrapes = observed.scrapes().stream().map(Duration::toMillis).toList();
    report.say("scrapes took, in ms: " + scrapes);
    report.require(
        "every scrape under 250 ms, the slowest took " + Collections.max(scrapes),
        Collections.max(scrapes) < 250);
    requireWatching(observed);
  }

  /** What a person sees, some pages a second. */
  private void pages(ServiceProcess service) throws Exception {
    report.progress(PAGES_PER_SECOND + " pages a second");
    String cookie = signedIn(service);
    List<Kind> kinds = new ArrayList<>();
    for (String path :
        List.of(
            "/",
            "/findings",
            "/comparisons/" + pair(1),
            "/comparisons/" + pair(2),
            "/environments/" + name(1),
            "/environments/" + name(0) + "/integrity",
            "/plans",
            "/runs",
            "/audit")) {
      kinds.add(
          new Kind(
              path, 1, URI.create(service.api().url() + path), "Cookie", "plumbline=" + cookie));
    }
    Requests requests = new Requests(kinds);
    requests.send(PAGES_PER_SECOND, WARM_UP);
    List<Answer> answers = requests.send(PAGES_PER_SECOND, TIME);
    report.table(
        PAGES_PER_SECOND + " pages a second for " + TIME.toSeconds() + " s",
        List.of("page", "answers by status", "median, ms", "p99, ms"),
        Requests.table(answers));
    report.require("no page but 200", answers.stream().allMatch(a -> a.status() == 200));
    report.require(
        "p99 of pages at most 100 ms", Requests.percentile(answers, 99).toMillis() <= 100);
  }

  private static String signedIn(ServiceProcess service) throws Exception {
    HttpRequest form =
        HttpRequest.newBuilder(URI.create(service.api().url() + "/sign-in"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("token=" + ALL))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(form, HttpResponse.BodyHandlers.discarding())
          .headers()
          .firstValue("Set-Cookie")
          .orElseThrow()
          .replaceFirst("plumbline=([^;]+);.*", "$1");
    }
  }

  private void overload(ServiceProcess service) throws Exception {
    report.progress("ten times as many");
    Observed observed = sent(service, PER_SECOND * 10);
    table(PER_SECOND * 10, observed);
    requireWatching(observed);
    TimeUnit.SECONDS.sleep(5);
    List<Answer> after = requests(service).send(PER_SECOND, Duration.ofSeconds(5));
    report.require(
        "5 s after it ended, everything is answered again",
        after.stream().allMatch(a -> a.status() == 200 || a.status() == 409));
  }

  private void table(int perSecond, Observed observed) {
    List<List<String>> rows = new ArrayList<>(Requests.table(observed.answers()));
    rows.addAll(Requests.table(observed.constant()));
    report.table(
        perSecond + " requests a second for " + TIME.toSeconds() + " s",
        List.of("kind", "answers by status", "median, ms", "p99, ms"),
        rows);
  }

  private void requireWatching(Observed observed) {
    report.require("always ready", observed.alwaysReady());
    report.require(
        "no poll late by more than an interval",
        store
            .value(
                """
                SELECT count(*) FROM (
                  SELECT started_at - lag(started_at) OVER (
                    PARTITION BY environment ORDER BY number) AS gap
                  FROM poll WHERE started_at > now() - interval '%d s') gaps
                WHERE gap > interval '%d s'
                """
                    .formatted(
                        TIME.plus(INTERVAL).toSeconds(), INTERVAL.multipliedBy(2).toSeconds()))
            .equals("0"));
  }

  /**
   * What came back, and what metrics and health said beside it.
   *
   * @param constant of a server that always answers the same: what the machine and the generator
   *     add to each answer
   */
  private record Observed(
      List<Answer> answers, List<Answer> constant, List<Duration> scrapes, boolean alwaysReady) {}

  private static Observed sent(ServiceProcess service, int perSecond) throws Exception {
    AtomicBoolean going = new AtomicBoolean(true);
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Duration>> scrapes =
          beside.submit(
              () -> {
                List<Duration> took = new ArrayList<>();
                while (going.get()) {
                  took.add(Race.time(() -> scrape(service)));
                  TimeUnit.SECONDS.sleep(5);
                }
                return took;
              });
      Future<Boolean> ready =
          beside.submit(
              () -> {
                boolean always = true;
                while (going.get()) {
                  always &= service.management().answers("/q/health/ready");
                  TimeUnit.SECONDS.sleep(1);
                }
                return always;
              });
      Future<List<Answer>> constant = beside.submit(LoadedService::constant);
      List<Answer> answers = requests(service).send(perSecond, TIME);
      going.set(false);
      return new Observed(answers, constant.get(), scrapes.get(), ready.get());
    }
  }

  /** Asks for the format that Prometheus asks for. */
  private static String scrape(ServiceProcess service) {
    Map<String, String> accept =
        Map.of("Accept", "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
    return service.management().send("GET", "/q/metrics", "", accept).body();
  }

  private static List<Answer> constant() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      return new Requests(List.of(Kind.of("(constant)", 1, address, ALL))).send(10, TIME);
    } finally {
      server.stop(0);
    }
  }

  /** Mixed, 30 % of it by a token that may see some environments only. */
  private static Requests requests(ServiceProcess service) {
    List<Kind> kinds = new ArrayList<>();
    for (boolean all : List.of(true, false)) {
      String token = all ? ALL : SOME;
      int weight = all ? 7 : 3;
      add(kinds, service, "findings", weight * 12, "/findings?limit=50", token);
      add(kinds, service, "findings of 500", weight, "/findings?limit=500", token);
      add(kinds, service, "comparisons", weight * 6, "/comparisons", token);
      add(kinds, service, "gate", weight * 6, "/comparisons/" + pair(1) + "/gate", token);
      add(kinds, service, "report", weight, "/comparisons/" + pair(2), token);
      add(kinds, service, "environments", weight * 6, "/environments", token);
      add(kinds, service, "environment", weight * 6, "/environments/" + name(1), token);
      add(kinds, service, "integrity", weight, "/environments/" + name(0) + "/integrity", token);
    }
    return new Requests(kinds);
  }

  private static void add(
      List<Kind> kinds, ServiceProcess service, String name, int weight, String path, String by) {
    kinds.add(Kind.of(name, weight, URI.create(service.api().url() + "/api/v1" + path), by));
  }

  private ServiceConfiguration configuration() {
    ServiceConfiguration configuration = new ServiceConfiguration();
    for (int i = 0; i < ENVIRONMENTS; i++) {
      configuration
          .database(name(i), "staging", environments.get(i))
          .polling(name(i), INTERVAL.toSeconds() + "s", "1s");
      if (i > 0) {
        configuration.comparison(pair(i - 1), name(i - 1), name(i));
      }
    }
    List<String> half = IntStream.range(0, ENVIRONMENTS / 2).mapToObj(i -> name(i)).toList();
    return configuration
        .token("bench", "operator", ALL)
        .token("some", "viewer", SOME)
        .with("plumbline.tokens.some.environments", String.join(",", half))
        .store(store);
  }

  private static boolean isKnown(ServiceProcess service) {
    return service.api().list("/api/v1/comparisons", "items").stream()
        .noneMatch(comparison -> comparison.get("state").textOr("").equals("unknown"));
  }

  private int failedPolls() {
    return Integer.parseInt(store.value("SELECT count(*) FROM poll WHERE result = 'failed'"));
  }

  private static String name(int environment) {
    return "environment-%02d".formatted(environment + 1);
  }

  private static String pair(int source) {
    return name(source) + "-to-" + name(source + 1);
  }
}
