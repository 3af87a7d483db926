package dev.plumbline.docs;

import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Drift.RuleRemark;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Source;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.observation.IntegrityObservations;
import dev.plumbline.finding.observation.Observations;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.monitor.LossExample;
import dev.plumbline.monitor.identity.IdentityExamples;
import dev.plumbline.reading.Reason;
import dev.plumbline.snapshot.Snapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The sentence of each other finding, by its code. */
final class FindingExamples {
  private static final EnvironmentId PRODUCTION = new EnvironmentId("production");
  private static final EnvironmentId STAGING = new EnvironmentId("staging");
  private static final Instant AT = Instant.parse("2026-03-01T03:00:00Z");

  private FindingExamples() {}

  static Map<String, String> sentences() {
    return Stream.of(
            sources(),
            Observations.mismatch(PRODUCTION, snapshot(1), snapshot(2), Set.of()),
            Observations.mismatch(PRODUCTION, snapshot(1), snapshot(60), Set.of()),
            List.of(
                IntegrityObservations.checksUnknown(PRODUCTION, 2, 140, forbidden()),
                IntegrityObservations.scanFailed(
                    PRODUCTION, "unreachable: " + ReasonExamples.detail(Reason.UNREACHABLE)),
                LossExample.of(PRODUCTION, AT),
                Observations.notificationFailing(
                    PRODUCTION, "oncall", "hooks.example.com answered with status 503"),
                Observations.breakGlass(
                    PRODUCTION,
                    "0b6f7a5e-3f0c-4d6a-9d43-2c1f3a9e8c1f",
                    "ada",
                    "articles cannot be saved",
                    "OPS-17")),
            BackupExamples.all(),
            IdentityExamples.all(),
            rules())
        .flatMap(List::stream)
        .collect(Collectors.toMap(Observation::code, Observation::message, (one, other) -> one));
  }

  private static String forbidden() {
    return "forbidden, " + ReasonExamples.detail(Reason.FORBIDDEN);
  }

  private static List<Observation> sources() {
    return Arrays.stream(Source.values())
        .flatMap(
            source ->
                Observations.unreadable(
                    PRODUCTION,
                    source,
                    Reason.UNREACHABLE,
                    ReasonExamples.detail(Reason.UNREACHABLE))
                    .stream())
        .toList();
  }

  private static List<Observation> rules() {
    IgnoreRule rule =
        new IgnoreRule(
            "articles.*",
            Optional.of("meta.note"),
            Optional.empty(),
            "Editors translate this on staging first",
            Optional.of(AT));
    Drift drift =
        new Drift(
            List.of(),
            List.of(),
            List.of(),
            Arrays.stream(RuleRemark.Problem.values())
                .map(problem -> new RuleRemark(rule, problem))
                .toList(),
            true);
    return Observations.of(
        new Comparison(
            new ComparisonName("staging-to-production"), STAGING, PRODUCTION, List.of(rule)),
        drift);
  }

  /** With as many collections. */
  private static Snapshot snapshot(int collections) {
    return new Snapshot(
        IntStream.rangeClosed(1, collections)
            .mapToObj(
                number ->
                    new Snapshot.Collection(
                        "articles_" + number, JsonObject.EMPTY, Optional.of(JsonObject.EMPTY)))
            .toList(),
        List.of(),
        List.of(),
        List.of());
  }
}
