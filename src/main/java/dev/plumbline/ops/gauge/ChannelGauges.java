package dev.plumbline.ops.gauge;

import dev.plumbline.configuration.NotificationChannel;
import dev.plumbline.notification.EventOutbox.ChannelStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How it stands with each channel that is configured. */
public final class ChannelGauges {
  private ChannelGauges() {}

  public static List<GaugeFamily> of(
      Collection<NotificationChannel> configured, List<ChannelStatus> channels) {
    Map<String, ChannelStatus> known =
        channels.stream().collect(Collectors.toMap(ChannelStatus::channel, Function.identity()));
    GaugeFamily failures = new GaugeFamily(Gauge.NOTIFICATION_FAILURES);
    GaugeFamily waiting = new GaugeFamily(Gauge.NOTIFICATION_EVENTS_WAITING);
    GaugeFamily success = new GaugeFamily(Gauge.NOTIFICATION_LAST_SUCCESS_TIMESTAMP_SECONDS);
    for (NotificationChannel channel : configured) {
      ChannelStatus status = known.get(channel.name());
      if (status != null) {
        failures.with(status.failures(), channel.name());
        waiting.with(status.waiting(), channel.name());
        success.with(status.sentAt().orElse(Instant.EPOCH), channel.name());
      }
    }
    return List.of(failures, waiting, success);
  }
}
