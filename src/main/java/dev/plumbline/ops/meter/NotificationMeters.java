package dev.plumbline.ops.meter;

import dev.plumbline.configuration.NotificationChannel;
import dev.plumbline.configuration.Settings;
import dev.plumbline.notification.NotificationListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts the tries of this process to send notifications; to be summed over replicas. */
@Singleton
final class NotificationMeters implements NotificationListener {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1)
  };

  private final MeterRegistry registry;
  private final Settings settings;

  NotificationMeters(MeterRegistry registry, Settings settings) {
    this.registry = registry;
    this.settings = settings;
  }

  /** A counter that appears with its first event is one that no alert sees rise from 0. */
  void atZero(@Observes StartupEvent event) {
    for (NotificationChannel channel : settings.notifications().channels()) {
      deliveries(channel.name(), true);
      deliveries(channel.name(), false);
      duration(channel.name());
    }
  }

  @Override
  public void tried(String channel, boolean sent, Duration took) {
    deliveries(channel, sent).increment();
    duration(channel).record(took);
  }

  private Counter deliveries(String channel, boolean sent) {
    return Meter.NOTIFICATION_DELIVERY.counter(
        registry, "channel", channel, "result", sent ? "success" : "failure");
  }

  private Timer duration(String channel) {
    return Meter.NOTIFICATION_DELIVERY_DURATION.timer(registry, BUCKETS, "channel", channel);
  }
}
