package dev.plumbline.postgres.hazard;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.hazard.RowAnswer.Estimated;
import dev.plumbline.hazard.RowAnswer.NotCounted;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.planning.RowCounter;
import dev.plumbline.postgres.session.DatabaseTarget;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Counts over JDBC on the database that a plan would change, never on a standby: the rows that
 * count are those that the apply finds.
 */
public final class PostgresRowCounter implements RowCounter {
  /** After which the caller is answered even if the driver hangs. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Map<EnvironmentId, DatabaseTarget> targets = new HashMap<>();
  private final CountLimits limits;

  public PostgresRowCounter(Map<EnvironmentId, WatchedEnvironment> environments) {
    this(environments, CountLimits.DEFAULT);
  }

  PostgresRowCounter(Map<EnvironmentId, WatchedEnvironment> environments, CountLimits limits) {
    this(limits);
    environments.forEach(
        (id, environment) ->
            environment
                .database()
                .map(DatabaseTarget::new)
                .ifPresent(target -> targets.put(id, target)));
  }

  private PostgresRowCounter(CountLimits limits) {
    this.limits = limits;
  }

  /** One that counts on a copy of the database of an environment. */
  public static PostgresRowCounter ofCopy(EnvironmentId environment, Database copy) {
    PostgresRowCounter counter = new PostgresRowCounter(CountLimits.DEFAULT);
    counter.targets.put(environment, new DatabaseTarget(copy));
    return counter;
  }

  @Override
  public Map<RowQuestion, RowAnswer> count(EnvironmentId environment, Set<RowQuestion> questions) {
    Optional<DatabaseTarget> target = Optional.ofNullable(targets.get(environment));
    if (target.isEmpty()) {
      return all(questions, Map.of(), Map.of(), "no database of the target is configured");
    }
    Map<RowQuestion, RowAnswer> answers = new ConcurrentHashMap<>();
    Map<RowQuestion, Long> estimates = new ConcurrentHashMap<>();
    if (questions.isEmpty()) {
      return Map.of();
    }
    // Interrupting a virtual thread closes the socket that it waits for.
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              new CountingRun(target.get(), limits, answers, estimates).run(questions);
              return null;
            });
    Thread.ofVirtual().name("hazards-" + environment).start(task);
    try {
      task.get(limits.budget().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
      return all(questions, answers, estimates, limits.ranOut());
    } catch (TimeoutException e) {
      return all(questions, answers, estimates, limits.ranOut());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return all(questions, answers, estimates, "Plumbline stopped counting itself");
    } catch (ExecutionException e) {
      return all(
          questions,
          answers,
          estimates,
          "counting failed: "
              + Optional.ofNullable(e.getCause())
                  .map(cause -> cause.getClass().getSimpleName())
                  .orElse("no reason"));
    } finally {
      task.cancel(true);
    }
  }

  private static Map<RowQuestion, RowAnswer> all(
      Set<RowQuestion> questions,
      Map<RowQuestion, RowAnswer> answers,
      Map<RowQuestion, Long> estimates,
      String otherwise) {
    Map<RowQuestion, RowAnswer> all = new LinkedHashMap<>();
    questions.forEach(
        question -> {
          RowAnswer answer = answers.getOrDefault(question, new NotCounted(otherwise));
          Long estimate = estimates.get(question);
          all.put(
              question,
              answer instanceof NotCounted(String reason) && estimate != null
                  ? new Estimated(estimate, reason)
                  : answer);
        });
    return all;
  }
}
