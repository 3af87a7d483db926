package dev.plumbline.scan.work.run;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScannedDatabase;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.watch.source.UnreadableException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connection of a scan, made anew when it breaks. */
public final class ReconnectingSession implements AutoCloseable {
  /** A PostgreSQL that is started again is back within these. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20));

  /** A question that breaks one connection after another is itself what is wrong. */
  private static final int MOST_BREAKS = 3;

  private final ScannedDatabase databases;
  private final EnvironmentId environment;
  private final ScanBudget budget;
  private final ScanJournal journal;
  private @Nullable ScanSession session;

  public ReconnectingSession(
      ScannedDatabase databases,
      EnvironmentId environment,
      ScanBudget budget,
      ScanJournal journal) {
    this.databases = databases;
    this.environment = environment;
    this.budget = budget;
    this.journal = journal;
  }

  /** What is asked of the database. */
  public interface Question<T> {
    public T ask(ScanSession session) throws UnreadableException, InterruptedException;
  }

  /**
   * Asks, again if the connection breaks.
   *
   * @param about what is asked for; shown in the message of the scan if it takes long
   * @throws UnreadableException if this question cannot be answered; others may
   * @throws ScanInterruptedException if the database cannot be reached
   */
  public <T> T ask(String about, Question<T> question)
      throws UnreadableException, InterruptedException {
    for (int breaks = 0; ; ) {
      try {
        ScanSession open = session();
        journal.asks(about);
        return question.ask(open);
      } catch (UnreadableException e) {
        if (!isBroken(e)) {
          throw e;
        }
        journal.answered();
        journal.waits("reconnecting: " + e.detail());
        close();
        session();
        if (++breaks == MOST_BREAKS) {
          throw e;
        }
      } finally {
        journal.answered();
      }
    }
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  private ScanSession session() throws InterruptedException {
    for (int attempt = 0; session == null; attempt++) {
      try {
        session = databases.open(environment);
      } catch (UnreadableException e) {
        if (attempt == PAUSES.size() || !isPassing(e.reason())) {
          throw new ScanInterruptedException(
              ScanInterruptedException.Why.LOST, e.reason().label() + ": " + e.detail());
        }
        budget.pause(PAUSES.get(attempt));
      }
    }
    return session;
  }

  private static boolean isBroken(UnreadableException e) {
    return e.reason() == Reason.UNREACHABLE || e.reason() == Reason.INTERRUPTED;
  }

  private static boolean isPassing(Reason reason) {
    return switch (reason) {
      case UNREACHABLE, INTERRUPTED, TIMED_OUT, UNAVAILABLE -> true;
      case NOT_CONFIGURED, MALFORMED, INCOMPATIBLE, UNSETTLED, UNAUTHORIZED, FORBIDDEN, PAUSED ->
          false;
    };
  }
}
