package dev.plumbline.scan.work.run;

import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.store.Lease;
import dev.plumbline.store.ScanStore;
import dev.plumbline.store.ScanStore.Place;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.CheckStatus.TableState;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Scan;
import dev.plumbline.store.state.Scan.Progress;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes down how far a scan is, so that another process can continue it, and that this one is
 * alive. Every method throws {@link ScanInterruptedException} when the scan is another process's by
 * now.
 */
public final class ScanJournal {
  /** How long a process may say nothing before others take it for dead. */
  public static final Duration DEAD_AFTER = Duration.ofSeconds(60);

  /** How often it says something. */
  public static final Duration BEAT = Duration.ofSeconds(10);

  /** The message of the scan names a question that lasts longer. */
  private static final Duration LONG = Duration.ofSeconds(10);

  /** For those who watch; what matters after a crash is written at once. */
  private static final Duration SHOWN_EVERY = Duration.ofSeconds(1);

  private static final System.Logger LOG = System.getLogger(ScanJournal.class.getName());

  private final ScanStore store;
  private final Lease lease;
  private final Scan begun;
  private final Clock clock;
  private int checks;
  private int checked;
  private int unchanged;
  private int unknown;
  private long rows;
  private Optional<String> current = Optional.empty();
  private double currentDone;
  private Optional<Place> place;
  private Optional<String> message = Optional.empty();
  private Optional<Question> question = Optional.empty();
  private Instant writtenAt;

  /** That the database has not answered yet. */
  private record Question(String about, Instant since) {}

  public ScanJournal(ScanStore store, Lease lease, Scan begun, Clock clock) {
    this.store = store;
    this.lease = lease;
    this.begun = begun;
    this.clock = clock;
    this.rows = begun.progress().rows();
    this.place = store.place(begun.id());
    this.writtenAt = clock.instant();
  }

  /** Where it was before this process began or took it over. */
  public synchronized Optional<Place> place() {
    return place;
  }

  /**
   * What the checks before a crash came to is counted from what was recorded: the numbers may be
   * older.
   */
  public synchronized void planned(ScanPlan plan, Collection<CheckStatus> known) {
    checks = plan.existing().size();
    for (CheckStatus status : known) {
      if (plan.dealtWith().contains(status.id())) {
        boolean confirmed = status.confirmedAt().isAfter(status.checkedAt());
        unchanged += confirmed ? 1 : 0;
        checked += confirmed ? 0 : 1;
        unknown += status.outcome() instanceof Outcome.Unknown ? 1 : 0;
      }
    }
  }

  public synchronized void rows(long more) {
    rows += more;
  }

  /** It is at a unit that is not done yet. */
  public synchronized void at(CheckBatch batch, double done) {
    place = Optional.of(batch.place(begun.id()));
    message = Optional.empty();
    current = Optional.of(batch.checks().getFirst().id().text());
    currentDone = done;
    write();
  }

  public synchronized void waits(String why) {
    message = Optional.of(why);
    show();
  }

  /** The database is asked from now on; to be followed by {@link #answered}. */
  public synchronized void asks(String about) {
    question = Optional.of(new Question(about, clock.instant()));
  }

  public synchronized void answered() {
    question = Optional.empty();
  }

  /** Of the unit that it is at. */
  public synchronized void record(Collection<CheckStatus> results) {
    guard(store.record(lease, results));
    place = Optional.empty();
    message = Optional.empty();
    checked += results.size();
    unknown += (int) results.stream().filter(r -> r.outcome() instanceof Outcome.Unknown).count();
    current = Optional.empty();
    currentDone = 0;
    show();
  }

  /** Of no unit: where it is stays. */
  public synchronized void recordAside(Collection<CheckStatus> results) {
    if (!results.isEmpty()) {
      Optional<Place> here = place;
      record(results);
      if (here.isPresent()) {
        place = here;
        write();
      }
    }
  }

  /** What stands, since nothing has changed until {@code now}. */
  public synchronized void confirm(Set<CheckId> standing, Instant now) {
    if (!standing.isEmpty()) {
      guard(store.confirm(lease, standing, now));
      unchanged += standing.size();
    }
  }

  /** How many items there are, as {@link ScanStore#count} has it. */
  public synchronized void count(
      Set<String> tables, List<ItemCount> counts, Map<String, TableState> states) {
    guard(store.count(lease, tables, counts, states));
  }

  /** Says that it is alive, unless it has just said something; beside the thread of the scan. */
  public void beat() {
    try {
      synchronized (this) {
        if (isWrittenBefore(BEAT.dividedBy(2))) {
          unanswered().ifPresent(text -> message = Optional.of(text));
          write();
        }
      }
    } catch (ScanInterruptedException e) {
      LOG.log(Level.DEBUG, "the scan notices by itself that it was taken over");
    } catch (StoreUnavailableException e) {
      LOG.log(Level.DEBUG, "Plumbline's store is not available, as the scan will notice", e);
    }
  }

  /**
   * @param dropped checks that the schema does not ask for any more
   */
  public synchronized Scan end(Scan.State state, String how, Set<CheckId> dropped) {
    current = Optional.empty();
    currentDone = 0;
    Scan ended =
        new Scan(
            begun.id(),
            begun.environment(),
            begun.trigger(),
            begun.startedAt(),
            Optional.of(clock.instant()),
            state,
            progress(),
            Optional.of(how));
    guard(store.end(lease, ended, dropped));
    return ended;
  }

  public synchronized Progress progress() {
    return new Progress(checks, checked, unchanged, unknown, rows, current, currentDone);
  }

  private Optional<String> unanswered() {
    return question
        .filter(asked -> asked.since().plus(LONG).isBefore(clock.instant()))
        .map(
            asked ->
                "has waited "
                    + Duration.between(asked.since(), clock.instant()).toSeconds()
                    + " s for the database to answer: "
                    + asked.about());
  }

  private void show() {
    if (isWrittenBefore(SHOWN_EVERY)) {
      write();
    }
  }

  /** Whether it was so long ago; also where the clock was ahead then. */
  private boolean isWrittenBefore(Duration ago) {
    Duration since = Duration.between(writtenAt, clock.instant());
    return since.isNegative() || since.compareTo(ago) >= 0;
  }

  private void write() {
    writtenAt = clock.instant();
    guard(store.progress(lease, progress(), message, place));
  }

  private static void guard(boolean ours) {
    if (!ours) {
      throw new ScanInterruptedException(
          ScanInterruptedException.Why.TAKEN_OVER, "another process continues it");
    }
  }
}
