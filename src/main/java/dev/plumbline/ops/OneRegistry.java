package dev.plumbline.ops;

import io.prometheus.client.CollectorRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Quarkus would make a registry of its own for each who asks, and scrape only Micrometer's. */
@Singleton
final class OneRegistry {
  @Produces
  @Singleton
  CollectorRegistry registry() {
    return new CollectorRegistry(true);
  }
}
