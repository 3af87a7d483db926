package dev.plumbline.notification;

import java.time.Duration;

/** Is called after each try to send something. */
public interface NotificationListener {
  /**
   * @param sent whether the receiver accepted it
   */
  void tried(String channel, boolean sent, Duration took);
}
