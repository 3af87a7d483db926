package dev.plumbline.planning.readiness;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.DumpPrograms;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WriterPolicy;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.means.Fact;
import dev.plumbline.hazard.means.RunFacts;
import dev.plumbline.hazard.means.RunFacts.Narrowing;
import dev.plumbline.hazard.means.RunFacts.ProofFacts;
import dev.plumbline.hazard.means.RunFacts.RunRole;
import dev.plumbline.hazard.means.RunFacts.TargetFacts;
import dev.plumbline.hazard.means.RunHazards;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.planning.RunHazardSource;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What a run would lack, read without the credentials that write: they are used inside a run only.
 */
public final class RunReadiness implements RunHazardSource {
  /** Of each reading; adapters give up earlier and say why. */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private static final System.Logger LOG = System.getLogger(RunReadiness.class.getName());

  private final Map<EnvironmentId, WatchedEnvironment> environments;
  private final TargetFactsReader targets;
  private final DumpPrograms programs;
  private final ProofServerReader proof;
  private final Duration limit;

  public RunReadiness(
      Map<EnvironmentId, WatchedEnvironment> environments,
      TargetFactsReader targets,
      DumpPrograms programs,
      ProofServerReader proof) {
    this(environments, targets, programs, proof, LIMIT);
  }

  /**
   * @param limit of each reading
   */
  RunReadiness(
      Map<EnvironmentId, WatchedEnvironment> environments,
      TargetFactsReader targets,
      DumpPrograms programs,
      ProofServerReader proof,
      Duration limit) {
    this.environments = Map.copyOf(environments);
    this.targets = targets;
    this.programs = programs;
    this.proof = proof;
    this.limit = limit;
  }

  @Override
  public List<Hazard> of(EnvironmentId target, NeededTables needed) {
    return of(target, Optional.of(needed));
  }

  /**
   * @param needed of a plan; empty: of none
   */
  private List<Hazard> of(EnvironmentId target, Optional<NeededTables> needed) {
    return Optional.ofNullable(environments.get(target))
        .map(watched -> RunHazards.of(facts(target, watched, needed)))
        .orElse(List.of());
  }

  /**
   * Logs what is lacking where runs are wanted: where a token that writes is configured. Said when
   * Plumbline starts, and not at night when the first run fails.
   */
  public void logLacking() {
    environments.forEach(
        (id, watched) -> {
          if (watched.writer().token().isPresent()) {
            of(id, Optional.empty())
                .forEach(
                    hazard ->
                        LOG.log(
                            Level.WARNING,
                            "runs on " + id + ": " + hazard.message() + RunHazards.advice(hazard)));
          }
        });
  }

  private RunFacts facts(
      EnvironmentId id, WatchedEnvironment watched, Optional<NeededTables> needed) {
    if (watched.writer().token().isEmpty()) {
      return RunFacts.withoutToken(id);
    }
    FutureTask<Fact<ProofFacts>> server = begin("proof", proof::read);
    Optional<Fact<TargetFacts>> target =
        watched
            .database()
            .map(
                ignored ->
                    end(
                        begin("target", () -> targets.read(id)),
                        "the database of the target did not answer in time"));
    return new RunFacts(
        id,
        true,
        role(watched.writer()),
        target,
        target.map(this::client).orElseGet(() -> new Fact.Known<>(Optional.empty())),
        new RunFacts.Proof(proof.name(), end(server, proof.name() + " did not answer in time")),
        watched
            .backup()
            .flatMap(BackupPolicy::narrowAbove)
            .flatMap(
                size -> needed.map(tables -> new Narrowing(size.bytes(), size.text(), tables))));
  }

  private static RunRole role(WriterPolicy writer) {
    if (writer.database().isPresent()) {
      return RunRole.WRITER;
    }
    return writer.runsWithout() ? RunRole.WATCHER : RunRole.NONE;
  }

  private Fact<Optional<String>> client(Fact<TargetFacts> target) {
    return switch (target) {
      case Fact.Known<TargetFacts>(TargetFacts known) ->
          end(
              begin("client", () -> new Fact.Known<>(problem(known.major()))),
              "pg_dump --version did not answer in time");
      case Fact.Unknown<TargetFacts>(String reason) -> new Fact.Unknown<>(reason);
    };
  }

  private Optional<String> problem(int major) {
    try {
      programs.fitting(major);
      return Optional.empty();
    } catch (BackupException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static <T> FutureTask<Fact<T>> begin(String what, Supplier<Fact<T>> reading) {
    FutureTask<Fact<T>> task = new FutureTask<>(reading::get);
    // Interrupting a virtual thread closes the socket that it waits for.
    Thread.ofVirtual().name("readiness-" + what).start(task);
    return task;
  }

  private <T> Fact<T> end(FutureTask<Fact<T>> task, String late) {
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Fact.Unknown<>(late);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Fact.Unknown<>("Plumbline stopped reading itself");
    } catch (ExecutionException e) {
      return new Fact.Unknown<>(
          "reading failed: "
              + Optional.ofNullable(e.getCause())
                  .map(cause -> cause.getClass().getSimpleName())
                  .orElse("no reason"));
    } finally {
      task.cancel(true);
    }
  }
}
