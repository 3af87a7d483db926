package dev.plumbline.notification;

import dev.plumbline.configuration.NotificationChannel;
import java.time.Duration;
import java.util.Optional;

/** Sends one notification to one receiver, within a deadline. */
public interface NotificationSender {
  /** Never throws because of the receiver. */
  Result send(NotificationChannel channel, Notification notification) throws InterruptedException;

  /** How it ended. */
  sealed interface Result {}

  /** The receiver has accepted it. */
  record Sent() implements Result {}

  /**
   * The receiver has not accepted it, as far as we know.
   *
   * @param reason one sentence without secrets
   * @param retryAfter how long the receiver asks us to wait; empty: it does not say
   */
  record Failed(String reason, Optional<Duration> retryAfter) implements Result {
    public Failed(String reason) {
      this(reason, Optional.empty());
    }
  }
}
