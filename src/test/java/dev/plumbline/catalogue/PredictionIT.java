package dev.plumbline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalogue.random.RandomDrift;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A plan is carried out by a real Directus, on tables with rows: what it says that happens has
 * happened afterwards, what it says that stays has stayed, what it says that is lost is lost, and
 * nothing else. A plan that is refused because Directus would fail is sent, too: it fails, and
 * nothing is changed.
 *
 * <p>A sample; {@code -Pexhaustive} or {@code -Dprediction=all} takes all. {@code
 * -Dcatalogue.only=<regular expression>} takes those whose name has a match, {@code
 * -Dprediction.version=V12} one version, {@code -Dprediction.seed=<number>} another sample and the
 * random drift of that seed, {@code -Dprediction.seeds=<number>} so many seeds from there, {@code
 * -Dprediction.from=<number>} leaves out so many at the beginning.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredictionIT {
  private static final boolean IS_ALL = System.getProperty("prediction", "").equals("all");
  private static final Pattern ONLY = Pattern.compile(System.getProperty("catalogue.only", ""));
  private static final long SEED = Long.getLong("prediction.seed", 11);

  private final Map<DirectusVersion, Predictions> empty = new EnumMap<>(DirectusVersion.class);

  static List<DirectusVersion> versions() {
    return Stream.of(DirectusVersion.values())
        .filter(one -> one.name().matches(System.getProperty("prediction.version", ".*")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void ofTheCatalogue(DirectusVersion version) {
    try (Predictions predictions = new Predictions(version, Template.MODEL)) {
      List<Mutation> mutations =
          Catalogue.of(version).stream()
              .filter(mutation -> mutation.side() == Mutation.Side.SOURCE)
              .toList();
      for (Mutation mutation : chosen(mutations, 8)) {
        Runnable undo = mutation.apply(predictions.source());
        predictions.predict(mutation.name());
        undo.run();
        if (!predictions.predict(mutation.name() + ", undone").equal()) {
          predictions.renewTarget();
        }
      }
      assertThat(predictions.wrong()).isEmpty();
      assertThat(predictions.carriedOut()).as("plans that were carried out").isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void ofFieldReports(DirectusVersion version) {
    Predictions predictions = ofEmptyOnes(version);
    for (TwoSided drift : chosen(TwoSided.all(), 1)) {
      Runnable undo = drift.apply(predictions.source(), predictions.target());
      predictions.predict(drift.name());
      undo.run();
      if (!predictions.isAlike()) {
        predictions.renewBoth();
      }
    }
    assertThat(predictions.wrong()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void ofRandomDrift(DirectusVersion version) {
    Predictions predictions = ofEmptyOnes(version);
    long seeds = Long.getLong("prediction.seeds", IS_ALL ? 100 : 2);
    for (long seed = SEED; seed < SEED + seeds; seed++) {
      RandomDrift drift = RandomDrift.of(seed);
      drift.apply(predictions.source(), predictions.target());
      predictions.predict(drift.name());
      RandomDrift.undo(predictions.source(), predictions.target());
    }
    assertThat(predictions.wrong()).isEmpty();
    assertThat(predictions.carriedOut()).as("plans that were carried out").isPositive();
  }

  /** Both tests of them use the same two: a Directus takes seconds to start. */
  private Predictions ofEmptyOnes(DirectusVersion version) {
    return empty.computeIfAbsent(version, one -> new Predictions(one, Template.BOOTSTRAPPED));
  }

  @AfterAll
  void close() {
    empty.values().forEach(Predictions::close);
  }

  private static <T> List<T> chosen(List<T> all, int sample) {
    List<T> some =
        new ArrayList<>(
            all.stream()
                .skip(Integer.getInteger("prediction.from", 0))
                .filter(one -> ONLY.matcher(one.toString()).find())
                .toList());
    if (IS_ALL || !ONLY.pattern().isEmpty() || some.size() <= sample) {
      return some;
    }
    Collections.shuffle(some, new Random(SEED));
    return some.subList(0, sample);
  }
}
