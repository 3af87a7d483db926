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
  @Produces
  @Singleton
  ReplicaStatus replicaStatus() {
    return new ReplicaStatus();
  }

  @Produces
  @Singleton
  ReplicaLoop rota(
      Settings settings,
      @ForWork ReplicaStore store,
      ScheduledWork work,
      @VirtualThreads ExecutorService executor,
      ReplicaStatus status) {
    return new ReplicaLoop(
        UUID.randomUUID(), settings, Producers.form().digest(), store, work, executor, status);
  }
}
