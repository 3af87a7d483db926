package dev.plumbline.e2e;

import dev.plumbline.lab.service.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Replicas by name, each with a folder of its own; a client asks them while they are ready. */
final class Fleet implements AutoCloseable {
  private final Path folder;
  private final String token;
  private final Client client;
  private final List<String> names;
  private final Map<String, ServiceProcess> replicas = new TreeMap<>();

  Fleet(Path folder, String token, List<String> names, Client client) {
    this.folder = folder;
    this.token = token;
    this.names = names;
    this.client = client;
  }

  /** All at once. */
  void start(Map<String, String> configuration) throws IOException {
    for (String name : names) {
      begin(name, configuration);
    }
    for (String name : names) {
      ServiceProcess replica = get(name);
      replica.await(
          "ready", Duration.ofSeconds(90), () -> replica.management().answers("/q/health/ready"));
      client.uses(name, replica);
    }
  }

  /** One more; returns as soon as there is a process. */
  ServiceProcess begin(String name, Map<String, String> configuration) throws IOException {
    ServiceProcess begun = create(name, configuration).begin();
    replicas.put(name, begun);
    return begun;
  }

  /** One replica after the other ends and is started with another configuration. */
  void update(Map<String, String> configuration) throws IOException {
    for (String name : names) {
      ServiceProcess running = replicas.get(name);
      if (running != null) {
        running.stop();
      }
      ServiceProcess next = create(name, configuration);
      replicas.put(name, next);
      client.uses(name, next);
      next.start();
    }
  }

  ServiceProcess get(String name) {
    return Objects.requireNonNull(replicas.get(name));
  }

  @Override
  public void close() {
    replicas.values().forEach(ServiceProcess::close);
  }

  private ServiceProcess create(String name, Map<String, String> configuration) throws IOException {
    Path own = folder.resolve(name);
    Files.createDirectories(own);
    // As it is packaged: who balances load has time to notice that it is not ready.
    return new ServiceProcess(own, configuration, token, List.of("-Dquarkus.shutdown.delay=2S"));
  }
}
