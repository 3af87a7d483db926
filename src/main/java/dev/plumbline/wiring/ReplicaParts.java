package dev.plumbline.wiring;

import dev.plumbline.configuration.Settings;
import dev.plumbline.replica.ReplicaStore;
import dev.plumbline.replica.Rota;
import dev.plumbline.replica.Standing;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

/** As {@link Parts}: of this replica among others. */
@Singleton
class ReplicaParts {
  @Produces
  @Singleton
  Standing standing() {
    return new Standing();
  }

  @Produces
  @Singleton
  Rota rota(
      Settings settings,
      @ForWork ReplicaStore store,
      Duty duty,
      @VirtualThreads ExecutorService executor,
      Standing standing) {
    return new Rota(
        UUID.randomUUID(), settings, Parts.form().digest(), store, duty, executor, standing);
  }
}
