package dev.plumbline.sync;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.model.ContentModel;
import dev.plumbline.plan.Plan;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.sync.port.ApplyWatch;
import dev.plumbline.sync.port.LateRows;
import dev.plumbline.sync.port.SchemaApply;
import dev.plumbline.sync.port.TargetDatabase;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import dev.plumbline.sync.verify.TargetVerifier;
import dev.plumbline.watch.source.DatabaseIdentity;
import dev.plumbline.watch.source.WatchedDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A target whose every answer a test decides, and that remembers what was done to it. */
final class FakeTarget implements TargetDatabase, SchemaApply, TargetVerifier, WatchedDatabase {
  /** What was done, in order. */
  final List<String> done = new ArrayList<>();

  /** What Directus answers; it may throw, as if this process were killed. */
  Answer answer = () -> new Outcome.Applied();

  Optional<DatabaseReading> reading = Optional.empty();

  /** Empty: it cannot be read. */
  Optional<String> fingerprint = Optional.empty();

  Optional<Long> transaction = Optional.empty();
  TargetSession.TransactionStatus status = TargetSession.TransactionStatus.COMMITTED;
  Optional<String> cancelled = Optional.empty();
  Optional<String> waited = Optional.empty();
  Optional<String> cannotOpen = Optional.empty();
  Optional<String> statusFails = Optional.empty();
  List<String> longTransactions = List.of();
  Result result = new Result(List.of(), List.of(), RunsFixture.CHANGED);
  Runnable whileVerifying = () -> {};
  boolean isLockFree = true;
  boolean endsApply = true;

  /** Whether the watch sees a session of Directus. */
  boolean isSessionSeen;

  Supplier<Presence> presence = () -> Presence.ANSWERS;

  /** What happens while a payload is sent. */
  interface Answer {
    Outcome get();
  }

  @Override
  public TargetSession open(EnvironmentId target) throws TargetException {
    if (cannotOpen.isPresent()) {
      throw new TargetException(cannotOpen.get());
    }
    done.add("open");
    return new Session();
  }

  @Override
  public Outcome apply(EnvironmentId target, String payload, Duration deadline) {
    done.add("apply " + payload);
    return answer.get();
  }

  @Override
  public Optional<String> clearCaches(EnvironmentId target) {
    done.add("clear");
    return Optional.empty();
  }

  @Override
  public Presence presence(EnvironmentId target, Duration deadline) {
    return presence.get();
  }

  @Override
  public Preparation prepare(Plan plan) {
    return new Preparation() {
      @Override
      public Before before() {
        done.add("before");
        return remembered();
      }

      @Override
      public void close() {}
    };
  }

  private Before remembered() {
    return new Before() {
      @Override
      public Result verify(Optional<Long> seen) {
        whileVerifying.run();
        done.add("verify " + seen.map(String::valueOf).orElse("unseen"));
        return result;
      }

      @Override
      public void close() {
        done.add("forget");
      }
    };
  }

  @Override
  public Result verifyAgainst(Plan plan, DatabaseContent backup) {
    done.add("verify against the backup");
    return result;
  }

  private final class Session implements TargetSession {
    @Override
    public boolean lock() {
      return isLockFree;
    }

    @Override
    public boolean isLocked() {
      return isLockFree;
    }

    @Override
    public List<String> longTransactions(Set<String> tables, Duration olderThan) {
      return longTransactions;
    }

    @Override
    public boolean maySignal() {
      return true;
    }

    @Override
    public ApplyWatch watch(Set<String> tables, Duration lockWait, LateRows late) {
      done.add("watch " + tables);
      return new Watch();
    }

    @Override
    public TransactionStatus status(long id) throws TargetException {
      if (statusFails.isPresent()) {
        throw new TargetException(statusFails.get());
      }
      return status;
    }

    @Override
    public boolean awaitNoApply(Duration limit) {
      return endsApply;
    }

    @Override
    public void close() {
      done.add("close");
    }
  }

  private final class Watch implements ApplyWatch {
    @Override
    public Optional<String> waited() {
      return waited;
    }

    @Override
    public List<String> saved() {
      return List.of();
    }

    @Override
    public Optional<Long> transaction() {
      return transaction;
    }

    @Override
    public boolean hasBegun() {
      return isSessionSeen || transaction.isPresent();
    }

    @Override
    public Optional<String> cancelled() {
      return cancelled;
    }

    @Override
    public boolean awaitEnd(Duration limit) {
      return endsApply;
    }

    @Override
    public void close() {
      done.add("unwatch");
    }
  }

  @Override
  public Reading<String> fingerprint(EnvironmentId environment) {
    return fingerprint
        .<Reading<String>>map(read -> new Reading.Value<>(read, Instant.EPOCH))
        .orElseGet(FakeTarget::unread);
  }

  @Override
  public Reading<DatabaseReading> read(EnvironmentId environment) {
    return reading
        .<Reading<DatabaseReading>>map(read -> new Reading.Value<>(read, Instant.EPOCH))
        .orElseGet(FakeTarget::unread);
  }

  @Override
  public Reading<ContentModel> model(EnvironmentId environment) {
    return unread();
  }

  @Override
  public Reading<DatabaseIdentity> identity(
      EnvironmentId environment, DatabaseIdentity.Question question) {
    return unread();
  }

  private static <T> Reading<T> unread() {
    return new Reading.Failure<>(Reason.UNREACHABLE, "it is away", Instant.EPOCH);
  }
}
