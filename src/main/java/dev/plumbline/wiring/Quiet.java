package dev.plumbline.wiring;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Source;
import dev.plumbline.monitor.MonitorListener;
import dev.plumbline.monitor.Poll;
import dev.plumbline.schema.Reason;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

@Singleton
class Quiet implements MonitorListener {
  @Override
  public void sourceRead(
      EnvironmentId environment, Source source, Optional<Reason> failure, Duration took) {}

  @Override
  public void pollFinished(Poll poll, Duration took) {}
}
