package dev.plumbline.wiring.page;

import dev.plumbline.store.session.SessionStore;
import dev.plumbline.ui.session.Sessions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Deletes sessions that have ended without a sign-out; on one replica. */
@ApplicationScoped
public class SessionExpiry {
  private final SessionStore store;
  private final Clock clock;

  SessionExpiry(SessionStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Scheduled(identity = "page-sessions", every = "1h", delayed = "10m")
  @RunOnVirtualThread
  void prune() {
    Instant now = clock.instant();
    store.prune(now.minus(Sessions.IDLE), now.minus(Sessions.LONGEST));
  }
}
