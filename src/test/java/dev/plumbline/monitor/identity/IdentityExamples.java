package dev.plumbline.monitor.identity;

import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.environment.Versions;
import dev.plumbline.finding.Observation;
import dev.plumbline.store.state.Identity;
import dev.plumbline.store.state.Identity.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Of each code of the kind {@code identity} a finding. */
public final class IdentityExamples {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  private IdentityExamples() {}

  public static List<Observation> all() {
    KnownIdentity production = known("production", Tier.PRODUCTION, 1, "s3", true);
    KnownIdentity copy = known("staging", Tier.STAGING, 2, "local", true);
    KnownIdentity mixed = known("staging", Tier.STAGING, 2, "local", false);
    KnownIdentity twin = known("staging", Tier.STAGING, 1, "local", true);
    List<Comparison> comparisons =
        List.of(
            new Comparison(
                new ComparisonName("staging-to-production"),
                copy.id(),
                production.id(),
                List.of()));
    Versions behind = new Versions(Optional.of("12.4.0"), Optional.empty(), List.of("20240422A"));
    List<Observation> all = new ArrayList<>();
    all.addAll(IdentityRules.of(copy.id(), mixed, behind).observations());
    all.addAll(IdentityRules.of(copy.id(), copy, behind).observations());
    for (KnownIdentity other : List.of(copy, twin)) {
      new SharedIdentities(List.of(production, other), comparisons)
          .found()
          .values()
          .forEach(seen -> all.addAll(seen.observations()));
    }
    return all;
  }

  private static KnownIdentity known(
      String name, Tier tier, long schema, String storage, boolean serves) {
    Identity identity =
        new Identity(
            Optional.of("0198c0de"),
            Optional.of(new Location("7", 1, schema, AT, AT)),
            Optional.empty(),
            Optional.of(new TreeSet<>(Set.of(storage))),
            Optional.of(serves),
            AT);
    return new KnownIdentity(
        new Environment(new EnvironmentId(name), tier, false),
        Optional.of(identity),
        Optional.of(Set.of("digest")));
  }
}
