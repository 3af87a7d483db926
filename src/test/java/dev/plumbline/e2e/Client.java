package dev.plumbline.e2e;

import dev.plumbline.lab.service.ServiceProcess;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks each replica ten times a second; what fails while that replica is ready is kept. */
final class Client implements AutoCloseable {
  private final Map<String, ServiceProcess> replicas = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answers = new AtomicInteger();
  private final List<Thread> threads;

  Client(List<String> names, List<String> paths) {
    threads =
        names.stream().map(name -> Thread.ofVirtual().unstarted(() -> run(name, paths))).toList();
  }

  void start() {
    threads.forEach(Thread::start);
  }

  void uses(String name, ServiceProcess replica) {
    replicas.put(name, replica);
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  int answers() {
    return answers.get();
  }

  /** Asks no more. */
  void stop() {
    threads.forEach(Thread::interrupt);
  }

  @Override
  public void close() {
    stop();
  }

  private void run(String name, List<String> paths) {
    try {
      for (int i = 0; ; i++) {
        TimeUnit.MILLISECONDS.sleep(100);
        ServiceProcess replica = replicas.get(name);
        if (replica != null && replica.management().answers("/q/health/ready")) {
          ask(replica, paths.get(i % paths.size()));
        }
      }
    } catch (InterruptedException | IllegalStateException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(ServiceProcess replica, String path) {
    String failure = "";
    try {
      HttpResponse<String> answer = replica.api().send("GET", path, "");
      answers.incrementAndGet();
      if (answer.statusCode() != 200 && answer.statusCode() != 409) {
        failure = path + " " + answer.statusCode() + " " + answer.body();
      }
    } catch (IllegalStateException e) {
      failure = path + " " + e;
    }
    if (!failure.isEmpty() && replica.management().answers("/q/health/ready")) {
      failures.add(failure);
    }
  }
}
