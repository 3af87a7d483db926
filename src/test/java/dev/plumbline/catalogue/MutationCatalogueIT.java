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
import dev.plumbline.postgres.Watching;
import dev.plumbline.schema.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each mutation is told as it should be, nothing else is, and nothing is left of it when it is
 * undone. One service watches two environments of each version of Directus: 11 on PostgreSQL 14, 12
 * on PostgreSQL 18, both at a time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutationCatalogueIT {
  private static final String TOKEN = "mutation-catalogue-it";
  private static final String IN_SYNC = "in_sync";
  private static final String WHICH_DIRECTUS = "which Directus and database an environment is";
  private static final Predicate<String> ONLY =
      Pattern.compile(System.getProperty("catalogue.only", "")).asPredicate();

  private final Map<String, LabEnvironment> environments = new LinkedHashMap<>();
  private final ServiceProcess service;
  private final Watch watch;
  private final Told told;

  MutationCatalogueIT(@TempDir Path folder) {
    ServiceConfiguration configuration = new ServiceConfiguration();
    for (DirectusVersion version : DirectusVersion.values()) {
      for (Side side : Side.values()) {
        String name = name(version, side);
        LabEnvironment environment =
            Laboratory.on(postgres(version)).stopped(version, Template.MODEL);
        // The undoing of a mutation and the next one are both seen by the poll after them.
        environment.clearCacheLate();
        environments.put(name, environment);
        configuration.environment(name, "staging", environment).polling(name, "1h", "0s");
      }
      configuration.comparison(
          comparison(version), name(version, Side.SOURCE), name(version, Side.TARGET));
    }
    configuration.token("tests", "admin", TOKEN).store(folder.resolve("data"));
    service = new ServiceProcess(folder, configuration.keys(), TOKEN, List.of());
    watch = new Watch(service);
    told = new Told(service.api());
  }

  @BeforeAll
  void start() {
    environments.values().parallelStream().forEach(LabEnvironment::start);
    service.start();
    watch.poll(environments.keySet().toArray(String[]::new));
  }

  @AfterAll
  void stop() {
    service.close();
    environments.values().forEach(LabEnvironment::close);
  }

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  class OfDirectus11 extends Mutations {
    OfDirectus11() {
      super(DirectusVersion.V11);
    }
  }

  @Nested
  @Execution(ExecutionMode.CONCURRENT)
  class OfDirectus12 extends Mutations {
    OfDirectus12() {
      super(DirectusVersion.V12);
    }
  }

  /**
   * Those of one version. Each is undone just before the next one is made, and one poll sees both:
   * a report that is exactly the next one's also shows that nothing is left of the one before. That
   * each of the two by itself would be noticed is asked of the fingerprint.
   */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract class Mutations {
    private final DirectusVersion version;
    private final String comparison;

    /** Environments that were changed since they were last polled. */
    private final Set<String> changed = new TreeSet<>();

    /** What undoes the last mutation, and the fingerprints that it left. */
    private Runnable undo = () -> {};

    private Map<String, Reading<String>> fingerprints = Map.of();
    private boolean noticed;

    Mutations(DirectusVersion version) {
      this.version = version;
      this.comparison = comparison(version);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @Execution(ExecutionMode.SAME_THREAD)
    @MethodSource
    void eachMutationIsToldAndNothingElse(Mutation mutation) {
      String mutated = name(version, mutation.side());
      List<String> expected = mutation.expected();

      change(
          Set.of(mutated), () -> mutation.apply(environment(mutated)), !mutation.told().isEmpty());

      assertThat(told.of(comparison)).isEqualTo(report(expected));
      assertThat(open()).isEqualTo(mutation.told());
    }

    /**
     * All of them; {@code -Dcatalogue.only=<regular expression>} runs those whose name has a match.
     */
    Stream<Mutation> eachMutationIsToldAndNothingElse() {
      return Catalogue.of(version).stream().filter(mutation -> ONLY.test(mutation.name()));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @Execution(ExecutionMode.SAME_THREAD)
    @MethodSource
    void eachDifferenceOfTwoIsToldAndNothingElse(TwoSided pair) {
      String source = name(version, Side.SOURCE);
      String target = name(version, Side.TARGET);
      List<String> expected = pair.expected();

      change(
          Set.of(source, target),
          () -> pair.apply(environment(source), environment(target)),
          !expected.isEmpty());

      assertThat(told.of(comparison)).isEqualTo(report(expected));
      assertThat(told.open("comparison=" + comparison)).isEqualTo(expected);
    }

    Stream<TwoSided> eachDifferenceOfTwoIsToldAndNothingElse() {
      return TwoSided.all().stream().filter(pair -> ONLY.test(pair.name()));
    }

    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void whichDirectusAndDatabaseEnvironmentsAre(@TempDir Path folder) throws IOException {
      assumeThat(WHICH_DIRECTUS).matches(ONLY);
      nothingIsLeft();
      new IdentityStory(
              environment(name(version, Side.SOURCE)), environment(name(version, Side.TARGET)))
          .tell(folder);
    }

    @AfterAll
    void nothingIsLeft() {
      undoTheLast();
      poll();

      assertThat(told.of(comparison)).containsExactly(IN_SYNC);
      assertThat(open()).isEmpty();
    }

    /**
     * @param isNoticed whether a poll must see it
     */
    private void change(Set<String> mutated, Supplier<Runnable> mutation, boolean isNoticed) {
      undoTheLast();
      Map<String, Reading<String>> before = fingerprints(mutated);
      changed.addAll(mutated);
      undo = mutation.get();
      fingerprints = fingerprints(mutated);
      noticed = isNoticed;
      if (noticed) {
        assertThat(fingerprints).isNotEqualTo(before);
      }
      poll();
    }

    private void undoTheLast() {
      Map<String, Reading<String>> before = fingerprints;
      Runnable last = undo;
      boolean mustBeNoticed = noticed;
      undo = () -> {};
      noticed = false;
      changed.addAll(before.keySet());
      last.run();
      if (mustBeNoticed) {
        assertThat(fingerprints(before.keySet())).isNotEqualTo(before);
      }
    }

    private void poll() {
      changed.forEach(name -> environment(name).directus());
      watch.poll(changed.toArray(String[]::new));
      changed.clear();
    }

    private Map<String, Reading<String>> fingerprints(Set<String> of) {
      Map<String, Reading<String>> fingerprints = new TreeMap<>();
      of.forEach(name -> fingerprints.put(name, watching(environment(name)).tryFingerprint()));
      return fingerprints;
    }

    private List<String> open() {
      return told.openOf(comparison + "-");
    }

    private static List<String> report(List<String> expected) {
      return Stream.concat(Stream.of(expected.isEmpty() ? IN_SYNC : "drifted"), expected.stream())
          .toList();
    }
  }

  @Test
  void theCatalogueIsAsLongAsPromised() {
    assertThat(
            Stream.of(
                    Stream.of(WHICH_DIRECTUS),
                    Catalogue.all().stream().map(Mutation::name),
                    TwoSided.all().stream().map(TwoSided::name))
                .flatMap(names -> names))
        .as("names that match catalogue.only")
        .anyMatch(ONLY);
    assertThat(Catalogue.all()).hasSizeGreaterThanOrEqualTo(100);
    assertThat(Catalogue.all().stream().flatMap(mutation -> mutation.mismatches().stream()))
        .extracting(line -> line.split(" ", 3)[1])
        .as("kinds of disagreement between metadata and catalog")
        .satisfies(codes -> assertThat(Set.copyOf(codes)).hasSizeGreaterThanOrEqualTo(40));
    assertThat(Catalogue.all()).extracting(Mutation::name).doesNotHaveDuplicates();
  }

  private static Watching watching(LabEnvironment environment) {
    return Watching.of(
        environment.jdbcUrl(), environment.readerUsername(), environment.readerPassword());
  }

  private LabEnvironment environment(String name) {
    return Objects.requireNonNull(environments.get(name));
  }

  /** A server for each, because the mutations of roles would meet in one. */
  private static PostgresVersion postgres(DirectusVersion version) {
    return switch (version) {
      case V11 -> PostgresVersion.V14;
      case V12 -> PostgresVersion.V18;
    };
  }

  private static String comparison(DirectusVersion version) {
    return version.name().toLowerCase(Locale.ROOT);
  }

  private static String name(DirectusVersion version, Side side) {
    return comparison(version) + "-" + side.name().toLowerCase(Locale.ROOT);
  }
}
