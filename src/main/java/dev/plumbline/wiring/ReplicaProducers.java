package dev.plumbline.wiring;

import dev.plumbline.configuration.Settings;
import dev.plumbline.replica.ReplicaLoop;
import dev.plumbline.replica.ReplicaStatus;
import dev.plumbline.replica.ReplicaStore;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

/** As {@link Producers}: of this replica among others. */
@Singleton
class ReplicaProducers {
  /** New for each process. */
  record ReplicaId(UUID value) {}

  @Produces
  @Singleton
  ReplicaId id() {
    return new ReplicaId(UUID.randomUUID());
  }

  @Produces
  @Singleton
  ReplicaStatus replicaStatus() {
    return new ReplicaStatus();
  }

  @Produces
  @Singleton
  ReplicaLoop rota(
      ReplicaId id,
      Settings settings,
      @ForWork ReplicaStore store,
      ScheduledWork work,
      @VirtualThreads ExecutorService executor,
      ReplicaStatus status) {
    return new ReplicaLoop(
        id.value(), settings, Producers.form().digest(), store, work, executor, status);
  }
}
