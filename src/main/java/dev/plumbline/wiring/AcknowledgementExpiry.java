package dev.plumbline.wiring;

import dev.plumbline.store.FindingStore;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Opens what nobody knows of any more; on one replica, because the job store is clustered. */
@ApplicationScoped
public class AcknowledgementExpiry {
  private final FindingStore findings;
  private final Clock clock;

  AcknowledgementExpiry(@ForWork FindingStore findings, Clock clock) {
    this.findings = findings;
    this.clock = clock;
  }

  @Scheduled(identity = "lapsed-acknowledgements", every = "15s")
  @RunOnVirtualThread
  void openLapsed() {
    findings.openLapsed(clock.instant());
  }
}
