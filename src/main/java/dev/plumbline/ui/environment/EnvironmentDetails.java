package dev.plumbline.ui.environment;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.Versions;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.SourceStatus;
import dev.plumbline.ui.sign.ComparisonSign;
import dev.plumbline.ui.sign.EnvironmentSign;
import dev.plumbline.ui.sign.Sign;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is shown of an environment.
 *
 * @param why what is wrong with it; empty if nothing is
 * @param closed why it may not be changed now; empty if it may
 * @param comparisons that it belongs to
 * @param backups the newest ones
 */
record EnvironmentDetails(
    String name,
    String tier,
    boolean isProtected,
    Sign state,
    Optional<String> why,
    Optional<String> directusUrl,
    int migrations,
    List<Source> sources,
    Optional<Boolean> apiAgrees,
    Optional<Instant> polledAt,
    Optional<Instant> nextPollAt,
    boolean isPaused,
    boolean hasDatabase,
    Optional<String> closed,
    List<ComparisonLine> comparisons,
    List<BackupLine> backups,
    List<TimelineEntry> timeline) {

  /** One of the two that it is read from. */
  record Source(
      String name,
      Sign state,
      Optional<String> version,
      Optional<String> detail,
      Optional<Instant> okAt) {
    static Source of(String name, SourceStatus status, Optional<String> version) {
      String word = status.state().label().replace('_', ' ');
      return new Source(
          name,
          status.failure().isPresent() ? Sign.bad(word) : Sign.good(word),
          version,
          status.failure().map(SourceStatus.Failure::detail),
          status.okAt());
    }
  }

  /** A comparison that it belongs to. */
  record ComparisonLine(String name, String source, String target, Sign state) {
    static ComparisonLine of(ComparisonOverview overview) {
      return new ComparisonLine(
          overview.comparison().name().name(),
          overview.comparison().source().name(),
          overview.comparison().target().name(),
          ComparisonSign.of(overview.verdict()));
    }
  }

  /** A backup. */
  record BackupLine(Instant at, Sign state, Optional<String> message) {
    static BackupLine of(Backup backup) {
      String word = backup.state().label();
      return new BackupLine(
          backup.requestedAt(),
          switch (backup.state()) {
            case PROVEN -> Sign.good(word);
            case DISPROVEN, FAILED -> Sign.bad(word);
            case UNPROVEN -> Sign.unknown(word);
            case WAITING, DUMPING, DUMPED, PROVING -> Sign.busy(word);
          },
          backup.message());
    }
  }

  static EnvironmentDetails of(
      EnvironmentOverview overview,
      Optional<String> closed,
      List<ComparisonOverview> comparisons,
      List<Backup> backups,
      List<TimelineEntry> timeline) {
    Environment environment = overview.watched().environment();
    EnvironmentSign sign = EnvironmentSign.of(overview);
    Optional<EnvironmentStatus> status = overview.status();
    Versions versions = status.map(EnvironmentStatus::versions).orElse(Versions.UNKNOWN);
    return new EnvironmentDetails(
        environment.id().name(),
        environment.tier().label(),
        environment.isProtected(),
        sign.sign(),
        sign.why(),
        overview.watched().directus().map(directus -> directus.url().toString()),
        versions.migrations().size(),
        status.map(known -> sources(overview.watched(), known)).orElse(List.of()),
        status.flatMap(EnvironmentStatus::apiAgrees),
        status.flatMap(EnvironmentStatus::lastPollAt),
        overview.nextPollAt(),
        status.flatMap(EnvironmentStatus::pause).isPresent(),
        overview.watched().database().isPresent(),
        closed,
        comparisons.stream()
            .filter(one -> one.comparison().involves(environment.id()))
            .map(ComparisonLine::of)
            .toList(),
        backups.stream().map(BackupLine::of).toList(),
        timeline);
  }

  private static List<Source> sources(WatchedEnvironment watched, EnvironmentStatus status) {
    Versions versions = status.versions();
    return Stream.concat(
            watched.directus().stream()
                .map(ignored -> Source.of("Directus", status.api(), versions.directus())),
            watched.database().stream()
                .map(ignored -> Source.of("PostgreSQL", status.database(), versions.postgres())))
        .toList();
  }
}
