package dev.plumbline.monitor.verdict;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.MonitorStore.Announcement;
import dev.plumbline.store.state.EnvironmentStatus;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Which version of Plumbline makes the polls while replicas of two versions run: the one that
 * started last. When it makes none any more, because it was taken back, another takes over.
 */
public final class PollingVersion {
  private static final System.Logger LOG = System.getLogger(PollingVersion.class.getName());

  private final MonitorStore store;
  private final Clock clock;
  private final String form;

  /**
   * @param form of the readings and comparisons of this version
   */
  public PollingVersion(MonitorStore store, Clock clock, String form) {
    this.store = store;
    this.clock = clock;
    this.form = form;
  }

  public void announce() {
    store.announce(new Announcement(form, clock.instant()));
  }

  /** Whether a version that reads otherwise started after this one, on another replica. */
  public boolean isSuperseded() {
    return other().isPresent();
  }

  /** Whether this replica polls an environment; takes over if nobody else does. */
  public boolean mayPoll(WatchedEnvironment watched, Optional<EnvironmentStatus> known) {
    Optional<Announcement> other = other();
    if (other.isEmpty()) {
      return true;
    }
    Instant now = clock.instant();
    boolean isSilent =
        UnknownReason.isTooOld(other.get().at(), watched.polling(), now)
            && UnknownReason.isStale(watched, known, now);
    if (isSilent) {
      LOG.log(
          Level.INFO,
          "another version of Plumbline started at "
              + other.get().at()
              + " and has stopped polling; this replica polls from now on");
      announce();
    }
    return isSilent;
  }

  private Optional<Announcement> other() {
    return store.announced().filter(announced -> !announced.form().equals(form));
  }
}
