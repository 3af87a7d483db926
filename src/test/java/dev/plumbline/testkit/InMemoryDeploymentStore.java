package dev.plumbline.testkit;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingEventKind;
import dev.plumbline.finding.Scope;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.store.DeploymentStore;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.Lease;
import dev.plumbline.store.Page;
import dev.plumbline.store.state.Deployment;
import dev.plumbline.store.state.Deployment.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Passes the same contract test as the store in PostgreSQL. */
public final class InMemoryDeploymentStore implements DeploymentStore {
  private final FindingStore findings;
  private final List<Row> rows = new ArrayList<>();
  private long lastNumber;

  private record Row(
      long number,
      Deployment deployment,
      Optional<String> key,
      long afterEvent,
      long lastEvent,
      int term,
      Instant followedAt) {
    boolean isHeldBy(Lease lease) {
      return deployment.id().equals(lease.work())
          && term == lease.term()
          && deployment.state() == State.RUNNING;
    }

    boolean isSilent(Duration silence) {
      return deployment.state() == State.RUNNING
          && !followedAt.plus(silence).isAfter(Instant.now());
    }
  }

  public InMemoryDeploymentStore(FindingStore findings) {
    this.findings = findings;
  }

  @Override
  public synchronized Deployment begin(Deployment deployment, Optional<String> key) {
    Optional<Row> known =
        rows.stream()
            .filter(
                row ->
                    key.isPresent()
                        && row.key().equals(key)
                        && row.deployment().environment().equals(deployment.environment())
                        && row.deployment().requestedBy().equals(deployment.requestedBy()))
            .findFirst();
    if (known.isPresent()) {
      return known.get().deployment();
    }
    rows.add(new Row(++lastNumber, deployment, key, lastEvent(), Long.MAX_VALUE, 1, Instant.now()));
    return deployment;
  }

  @Override
  public synchronized Optional<Deployment> deployment(UUID id, Access visible) {
    return rows.stream()
        .map(Row::deployment)
        .filter(known -> known.id().equals(id) && visible.includes(known.environment()))
        .findFirst();
  }

  @Override
  public synchronized Page<Deployment> deployments(
      EnvironmentId environment, Optional<String> cursor, int limit) {
    int most = Pages.limit(limit);
    long before = cursor.map(Cursor::of).map(Cursor::number).orElse(Long.MAX_VALUE);
    return Pages.of(
            rows.reversed().stream()
                .filter(
                    row ->
                        row.deployment().environment().equals(environment) && row.number() < before)
                .toList(),
            most,
            row -> Cursor.of(row.deployment().requestedAt(), row.number()))
        .map(Row::deployment);
  }

  @Override
  public synchronized boolean follow(Lease lease, Optional<UUID> poll, Optional<UUID> scan) {
    return replace(
        lease,
        row -> {
          Deployment d = row.deployment();
          return new Row(
              row.number(),
              new Deployment(
                  d.id(),
                  d.environment(),
                  d.requestedAt(),
                  d.requestedBy(),
                  d.details(),
                  d.state(),
                  poll,
                  scan,
                  d.message(),
                  d.finishedAt()),
              row.key(),
              row.afterEvent(),
              row.lastEvent(),
              row.term(),
              Instant.now());
        });
  }

  @Override
  public synchronized boolean end(Lease lease, State state, String message, Instant at) {
    return replace(lease, row -> ended(row, state, message, at));
  }

  private Row ended(Row row, State state, String message, Instant at) {
    Deployment d = row.deployment();
    return new Row(
        row.number(),
        new Deployment(
            d.id(),
            d.environment(),
            d.requestedAt(),
            d.requestedBy(),
            d.details(),
            state,
            d.poll(),
            d.scan(),
            Optional.of(message),
            Optional.of(at)),
        row.key(),
        row.afterEvent(),
        lastEvent(),
        row.term(),
        row.followedAt());
  }

  @Override
  public synchronized void release(Lease lease) {
    replace(lease, row -> followed(row, row.term(), Instant.now().minusSeconds(60)));
  }

  @Override
  public synchronized Optional<Taken> takeOver(Duration silence, Set<EnvironmentId> ours) {
    Optional<Row> silent =
        rows.stream()
            .filter(row -> row.isSilent(silence) && ours.contains(row.deployment().environment()))
            .findFirst();
    return silent.map(
        row -> {
          Row taken = followed(row, row.term() + 1, Instant.now());
          rows.set(rows.indexOf(row), taken);
          return new Taken(taken.deployment(), new Lease(taken.deployment().id(), taken.term()));
        });
  }

  @Override
  public synchronized int abandon(Duration silence, String message, Instant at) {
    List<Row> silent = rows.stream().filter(row -> row.isSilent(silence)).toList();
    silent.forEach(row -> rows.set(rows.indexOf(row), ended(row, State.FAILED, message, at)));
    return silent.size();
  }

  @Override
  public synchronized Changes changes(
      UUID id, Set<ComparisonName> comparisons, Set<EnvironmentId> others) {
    Row row =
        rows.stream().filter(known -> known.deployment().id().equals(id)).findFirst().orElseThrow();
    EnvironmentId environment = row.deployment().environment();
    List<Finding> counted =
        findings.all(FindingStore.Filter.EVERYTHING).stream()
            .filter(
                finding ->
                    switch (finding.observation().scope()) {
                      case Scope.OfComparison(ComparisonName name) -> comparisons.contains(name);
                      case Scope.OfPair(EnvironmentId one, EnvironmentId other) ->
                          (one.equals(environment) || other.equals(environment))
                              && others.containsAll(Set.of(one, other));
                      default -> finding.observation().environment().equals(environment);
                    })
            .toList();
    return new Changes(
        count(counted, row, FindingEventKind.OPENED, FindingEventKind.REOPENED),
        count(counted, row, FindingEventKind.RESOLVED));
  }

  private long count(List<Finding> counted, Row row, FindingEventKind... kinds) {
    return counted.stream()
        .filter(
            finding ->
                events(finding)
                    .anyMatch(
                        event ->
                            event.id() > row.afterEvent()
                                && event.id() <= row.lastEvent()
                                && List.of(kinds).contains(event.event().kind())))
        .count();
  }

  @Override
  public synchronized long prune(Instant before) {
    long size = rows.size();
    rows.removeIf(
        row ->
            row.deployment().requestedAt().isBefore(before)
                && row.deployment().state() != State.RUNNING);
    return size - rows.size();
  }

  private Stream<FindingEvent.Recorded> events(Finding finding) {
    return findings.events(finding.id(), Optional.empty(), 10_000).items().stream();
  }

  private long lastEvent() {
    return findings.all(FindingStore.Filter.EVERYTHING).stream()
        .flatMap(this::events)
        .flatMapToLong(event -> LongStream.of(event.id()))
        .max()
        .orElse(0);
  }

  private static Row followed(Row row, int term, Instant at) {
    return new Row(
        row.number(), row.deployment(), row.key(), row.afterEvent(), row.lastEvent(), term, at);
  }

  private boolean replace(Lease lease, UnaryOperator<Row> change) {
    Optional<Row> held = rows.stream().filter(row -> row.isHeldBy(lease)).findFirst();
    held.ifPresent(row -> rows.set(rows.indexOf(row), change.apply(row)));
    return held.isPresent();
  }
}
