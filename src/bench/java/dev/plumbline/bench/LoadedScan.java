package dev.plumbline.bench;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Tally;
import dev.plumbline.scan.ScannedDatabase.Load;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.scan.ScannedDatabase.Step;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a scan costs a load like that of {@code pgbench}: its accounts, tellers and branches, each
 * transaction with three updates, a query and an insert. Many short windows with and without the
 * scan follow one another, so that whatever else the machine does is shared by both; all
 * transactions of a kind are compared together, since the slowest hundredth of one window is a
 * matter of chance.
 */
final class LoadedScan {
  private static final int CLIENTS = 4;
  private static final Duration WINDOW = Duration.ofSeconds(4);
  private static final Duration SETTLING = Duration.ofMillis(200);
  private static final int WINDOWS = 30;

  /**
   * As {@code scan.Throttle} goes while others are at work, after the first 2 s of work of a scan.
   */
  private static final Duration AIM = Duration.ofMillis(200);

  private static final int REST = 59;

  private static final String TABLES =
      """
      CREATE TABLE branches (bid int PRIMARY KEY, balance int, filler char(88));
      CREATE TABLE tellers (tid int PRIMARY KEY, bid int, balance int, filler char(84));
      CREATE TABLE accounts (aid int PRIMARY KEY, bid int, balance int, filler char(84));
      CREATE TABLE history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
      INSERT INTO branches SELECT g, 0, '' FROM generate_series(1, 10) g;
      INSERT INTO tellers SELECT g, 1 + g % 10, 0, '' FROM generate_series(1, 100) g;
      INSERT INTO accounts SELECT g, 1 + g % 10, 0, '' FROM generate_series(1, 1000000) g;
      ANALYZE;
      """;

  private final ScannedData data;
  private final Report report;

  /** How long each transaction of the load in the window took, in nanoseconds. */
  private final Queue<Long> done = new ConcurrentLinkedQueue<>();

  private final AtomicBoolean over = new AtomicBoolean();

  private Tally tally = Tally.NONE;
  private Optional<String> position = Optional.empty();
  private boolean complete;

  /** Of a pause that the end of a window cut off, so that on average it is as long as it should. */
  private Duration owed = Duration.ZERO;

  LoadedScan(ScannedData data, Report report) {
    this.data = data;
    this.report = report;
  }

  void run(Check check, long count) throws Exception {
    data.sql().run(TABLES);
    report.progress("orphans: under load");
    Window without = new Window();
    Window with = new Window();
    // One session for all windows, as a scan has one: it reads the catalog when it begins.
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        ScanSession session = data.open()) {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(clients.submit((Callable<Void>) this::load));
      }
      for (int window = 0; window < WINDOWS; window++) {
        // In turns also which of the two is first.
        if (window % 2 == 0) {
          window(without, Optional.empty(), check);
          window(with, Optional.of(session), check);
        } else {
          window(with, Optional.of(session), check);
          window(without, Optional.empty(), check);
        }
      }
      int busy = askedLoad();
      over.set(true);
      for (Future<Void> client : running) {
        client.get();
      }
      report.require("the load is noticed at the first look", busy > 0);
    }
    // The rest at full speed, from where it stood: as after a restart.
    try (ScanSession session = data.open()) {
      while (!complete) {
        step(session, check, Duration.ofSeconds(2));
      }
    }
    report.require("the same found under load, and after a restart", tally.count() == count);
    double throughput = with.throughput() / without.throughput();
    double latency = (double) with.latency() / without.latency();
    report.say(
        "With a scan, the load has %.3f of the throughput (%.0f of %.0f a second) and %.3f of the p99 of the latency (%.2f of %.2f ms) that it has without, in %d windows of %d s of each"
            .formatted(
                throughput,
                with.throughput(),
                without.throughput(),
                latency,
                with.latency() / 1e6,
                without.latency() / 1e6,
                WINDOWS,
                WINDOW.toSeconds()));
    report.require("keeps at least 90 % of the throughput of the load", throughput >= 0.9);
    report.require("keeps p99 of its latency at 110 % at most", latency <= 1.1);
  }

  /** What the load did in all windows of a kind. */
  private static final class Window {
    private final List<Long> latencies = new ArrayList<>();
    private double seconds;

    /** Transactions per second. */
    double throughput() {
      return latencies.size() / seconds;
    }

    /** Of 99 of 100 transactions, in nanoseconds. */
    long latency() {
      return latencies.stream().sorted().toList().get((int) (latencies.size() * 0.99));
    }
  }

  private int askedLoad() throws Exception {
    try (ScanSession session = data.open()) {
      Load load = session.load();
      return load.running();
    }
  }

  private void window(Window window, Optional<ScanSession> session, Check check) throws Exception {
    rest(SETTLING);
    long end = System.nanoTime() + WINDOW.toNanos();
    done.clear();
    long start = System.nanoTime();
    if (session.isPresent()) {
      while (rested(end) && !complete) {
        session.get().load();
        owed = Race.time(() -> step(session.get(), check, AIM)).multipliedBy(REST);
      }
    }
    rest(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    window.seconds += (System.nanoTime() - start) / 1e9;
    window.latencies.addAll(done);
  }

  private void step(ScanSession session, Check check, Duration aim) throws Exception {
    Step step = session.step(List.of(check), position, aim);
    tally = tally.plus(step.tallies().getOrDefault(check.id(), Tally.NONE), check.mostSamples());
    position = step.next();
    complete = position.isEmpty();
  }

  /** Whether there is time for another step. */
  private boolean rested(long end) throws InterruptedException {
    Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    Duration pause = owed.compareTo(left) < 0 ? owed : left;
    rest(pause);
    owed = owed.minus(pause);
    return System.nanoTime() < end;
  }

  private static void rest(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }

  private Void load() throws SQLException {
    List<String> transaction =
        List.of(
            "UPDATE accounts SET balance = balance + 1 WHERE aid = ?",
            "SELECT balance FROM accounts WHERE aid = ?",
            "UPDATE tellers SET balance = balance + 1 WHERE tid = ?",
            "UPDATE branches SET balance = balance + 1 WHERE bid = ?",
            "INSERT INTO history VALUES (1, 1, ?, 1, now())");
    List<Integer> bounds = List.of(1_000_000, 1_000_000, 100, 10, 1_000_000);
    try (Connection connection =
        DriverManager.getConnection(data.sql().jdbcUrl(), data.sql().username(), "")) {
      connection.setAutoCommit(false);
      while (!over.get()) {
        long start = System.nanoTime();
        for (int i = 0; i < transaction.size(); i++) {
          try (PreparedStatement statement = connection.prepareStatement(transaction.get(i))) {
            statement.setInt(1, ThreadLocalRandom.current().nextInt(1, bounds.get(i) + 1));
            statement.execute();
          }
        }
        connection.commit();
        done.add(System.nanoTime() - start);
      }
    }
    return null;
  }
}
