package dev.plumbline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plumbline.catalogue.Mutation.Side;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.PostgresVersion;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import dev.plumbline.postgres.KeptConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each mutation is reported as it should be, nothing else is, and nothing is left of it when it is
 * undone. A service watches two environments of one version of Directus.
 *
 * <p>Each mutation is undone just before the next one is made, and one poll sees both: a report
 * that is exactly the next one's also shows that nothing is left of the one before. That each of
 * the two by itself would be noticed is asked of the fingerprint.
 *
 * <p>{@code -Dcatalogue.only=<regular expression>} runs those whose name has a match.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MutationCatalogue {
  private static final String TOKEN = "mutation-catalogue-it";
  private static final String IN_SYNC = "in_sync";
  private static final String WHICH_DIRECTUS = "which Directus and database an environment is";
  private static final Predicate<String> ONLY =
      Pattern.compile(System.getProperty("catalogue.only", "")).asPredicate();

  private final DirectusVersion version;
  private final String comparison;
  private final Map<Side, LabEnvironment> environments = new EnumMap<>(Side.class);
  private final Map<Side, KeptConnection> connections = new EnumMap<>(Side.class);
  private final ServiceProcess service;
  private final Watch watch;
  private final Reported reported;

  /** Environments that were changed since they were last polled. */
  private final Set<Side> changed = EnumSet.noneOf(Side.class);

  /** What undoes the last mutation, and the fingerprints that it left. */
  private Runnable undo = () -> {};

  private Map<Side, String> fingerprints = Map.of();
  private boolean noticed;

  MutationCatalogue(DirectusVersion version, PostgresVersion postgres, Path folder) {
    this.version = version;
    this.comparison = version.name().toLowerCase(Locale.ROOT);
    ServiceConfiguration configuration = new ServiceConfiguration();
    for (Side side : Side.values()) {
      LabEnvironment environment = Laboratory.on(postgres).stopped(version, Template.MODEL);
      // The undoing of a mutation and the next one are both seen by the poll after them.
      environment.clearCacheLate();
      environments.put(side, environment);
      connections.put(
          side,
          new KeptConnection(
              environment.jdbcUrl(), environment.readerUsername(), environment.readerPassword()));
      configuration.environment(name(side), "staging", environment).polling(name(side), "1h", "0s");
    }
    configuration
        .comparison(comparison, name(Side.SOURCE), name(Side.TARGET))
        .token("tests", "admin", TOKEN)
        .store(folder.resolve("data"));
    service = new ServiceProcess(folder, configuration.keys(), TOKEN, List.of());
    watch = new Watch(service);
    reported = new Reported(service.api());
  }

  @BeforeAll
  void start() {
    environments.values().parallelStream().forEach(LabEnvironment::start);
    service.start();
    changed.addAll(environments.keySet());
    poll();
  }

  @AfterAll
  void nothingIsLeftAtTheEnd() {
    try {
      nothingIsLeft();
    } finally {
      service.close();
      connections.values().forEach(KeptConnection::close);
      environments.values().forEach(LabEnvironment::close);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource
  void eachMutationIsReportedAndNothingElse(Mutation mutation) {
    List<String> expected = mutation.expected();

    change(
        Set.of(mutation.side()),
        () -> mutation.apply(environment(mutation.side())),
        !mutation.reported().isEmpty());

    assertThat(reported.of(comparison)).isEqualTo(report(expected));
    assertThat(open()).isEqualTo(mutation.reported());
  }

  Stream<Mutation> eachMutationIsReportedAndNothingElse() {
    return Catalogue.of(version).stream().filter(mutation -> ONLY.test(mutation.name()));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource
  void eachDifferenceOfTwoIsReportedAndNothingElse(TwoSided pair) {
    List<String> expected = pair.expected();

    change(
        Set.of(Side.SOURCE, Side.TARGET),
        () -> pair.apply(environment(Side.SOURCE), environment(Side.TARGET)),
        !expected.isEmpty());

    assertThat(reported.of(comparison)).isEqualTo(report(expected));
    assertThat(reported.open("comparison=" + comparison)).isEqualTo(expected);
  }

  Stream<TwoSided> eachDifferenceOfTwoIsReportedAndNothingElse() {
    return TwoSided.all().stream().filter(pair -> ONLY.test(pair.name()));
  }

  @Test
  void whichDirectusAndDatabaseEnvironmentsAre(@TempDir Path folder) throws IOException {
    assumeThat(WHICH_DIRECTUS).matches(ONLY);
    nothingIsLeft();
    // It would report what the other service is to report, and keep what it cannot read again.
    service.stop();
    try {
      new IdentityStory(environment(Side.SOURCE), environment(Side.TARGET)).tell(folder);
    } finally {
      service.start();
      changed.addAll(environments.keySet());
    }
  }

  @Test
  void somethingOfAnyVersionHasTheNameThatIsSearchedFor() {
    assertThat(
            Stream.of(
                    Stream.of(WHICH_DIRECTUS),
                    Catalogue.all().stream().map(Mutation::name),
                    TwoSided.all().stream().map(TwoSided::name))
                .flatMap(names -> names))
        .as("names that match catalogue.only")
        .anyMatch(ONLY);
  }

  private void nothingIsLeft() {
    undoTheLast();
    poll();

    assertThat(reported.of(comparison)).containsExactly(IN_SYNC);
    assertThat(open()).isEmpty();
  }

  /**
   * @param isNoticed whether a poll must see it
   */
  private void change(Set<Side> mutated, Supplier<Runnable> mutation, boolean isNoticed) {
    Map<Side, String> left = undoTheLast();
    Map<Side, String> before = left.keySet().equals(mutated) ? left : fingerprints(mutated);
    changed.addAll(mutated);
    undo = mutation.get();
    fingerprints = fingerprints(mutated);
    noticed = isNoticed;
    if (noticed) {
      assertThat(fingerprints).isNotEqualTo(before);
    }
    poll();
  }

  /** The fingerprints that it left, if it had to be noticed. */
  private Map<Side, String> undoTheLast() {
    Map<Side, String> before = fingerprints;
    Runnable last = undo;
    boolean mustBeNoticed = noticed;
    undo = () -> {};
    noticed = false;
    changed.addAll(before.keySet());
    last.run();
    if (!mustBeNoticed) {
      return Map.of();
    }
    Map<Side, String> left = fingerprints(before.keySet());
    assertThat(left).isNotEqualTo(before);
    return left;
  }

  private void poll() {
    changed.forEach(side -> environment(side).directus());
    watch.poll(changed.stream().map(this::name).toArray(String[]::new));
    changed.clear();
  }

  private Map<Side, String> fingerprints(Set<Side> of) {
    Map<Side, String> fingerprints = new EnumMap<>(Side.class);
    of.forEach(
        side ->
            fingerprints.put(side, Objects.requireNonNull(connections.get(side)).fingerprint()));
    return fingerprints;
  }

  private List<String> open() {
    return reported.openOf(comparison + "-");
  }

  private static List<String> report(List<String> expected) {
    return Stream.concat(Stream.of(expected.isEmpty() ? IN_SYNC : "drifted"), expected.stream())
        .toList();
  }

  private LabEnvironment environment(Side side) {
    return Objects.requireNonNull(environments.get(side));
  }

  private String name(Side side) {
    return comparison + "-" + side.name().toLowerCase(Locale.ROOT);
  }
}
