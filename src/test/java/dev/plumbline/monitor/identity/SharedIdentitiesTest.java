package dev.plumbline.monitor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.finding.Scope;
import dev.plumbline.store.state.Identity;
import dev.plumbline.store.state.Identity.Location;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedIdentitiesTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  /** What is found by what environments share is what comparing every two of them finds. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void noPairIsMissed(long seed) {
    Random random = new Random(seed);
    List<KnownIdentity> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(known(i, random));
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int source = random.nextInt(30);
      comparisons.add(
          new Comparison(
              new ComparisonName("c" + i),
              id(source),
              id((source + 1 + random.nextInt(29)) % 30),
              List.of()));
    }
    SharedIdentities shared = new SharedIdentities(all, comparisons);
    Map<Scope.OfPair, IdentityObservations> expected = new HashMap<>();
    for (KnownIdentity copy : all) {
      for (KnownIdentity original : all) {
        Scope.OfPair pair = new Scope.OfPair(copy.id(), original.id());
        shared
            .of(pair)
            .filter(seen -> !seen.observations().isEmpty())
            .ifPresent(seen -> expected.put(pair, seen));
      }
    }

    assertThat(shared.found()).isEqualTo(expected).isNotEmpty();
  }

  @Test
  void ofThreeCopiesTwoAreReportedAgainstTheOriginal() {
    List<KnownIdentity> copies =
        List.of(
            copy("a", Tier.LOCAL, Set.of("1", "2")),
            copy("b", Tier.PRODUCTION, Set.of("2", "3")),
            copy("c", Tier.STAGING, Set.of("1", "2")));

    Map<Scope.OfPair, List<String>> codes = new HashMap<>();
    new SharedIdentities(copies, List.of())
        .found()
        .forEach(
            (pair, seen) ->
                codes.put(pair, seen.observations().stream().map(found -> found.code()).toList()));

    assertThat(codes)
        .containsOnly(
            Map.entry(pair("a", "b"), List.of("same_project", "static_tokens_valid_in_both")),
            Map.entry(pair("c", "b"), List.of("same_project", "static_tokens_valid_in_both")),
            // The token "1", which the original does not have.
            Map.entry(pair("a", "c"), List.of("static_tokens_valid_in_both")));
  }

  private static Scope.OfPair pair(String copy, String original) {
    return new Scope.OfPair(new EnvironmentId(copy), new EnvironmentId(original));
  }

  private static KnownIdentity copy(String name, Tier tier, Set<String> tokens) {
    return new KnownIdentity(
        new Environment(new EnvironmentId(name), tier, false),
        Optional.of(
            new Identity(
                Optional.of("project"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AT)),
        Optional.of(tokens));
  }

  private static EnvironmentId id(int environment) {
    return new EnvironmentId("e" + environment);
  }

  private static KnownIdentity known(int environment, Random random) {
    return new KnownIdentity(
        new Environment(
            id(environment),
            List.of(Tier.LOCAL, Tier.STAGING, Tier.PRODUCTION).get(random.nextInt(3)),
            false),
        Optional.of(
            new Identity(
                sometimes(random, "project-" + random.nextInt(20)),
                sometimes(
                    random,
                    new Location(
                        "7",
                        random.nextInt(4),
                        random.nextInt(4),
                        AT.plus(Duration.ofHours(random.nextInt(2))),
                        AT.plus(Duration.ofHours(random.nextInt(3))))),
                Optional.empty(),
                sometimes(random, new TreeSet<>(Set.of("storage-" + random.nextInt(3)))),
                Optional.empty(),
                AT)),
        sometimes(random, Set.of("token-" + random.nextInt(40), "other-" + random.nextInt(40))));
  }

  private static <T> Optional<T> sometimes(Random random, T value) {
    return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(value);
  }
}
