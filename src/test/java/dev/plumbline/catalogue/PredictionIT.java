package dev.plumbline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.PostgresVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A plan is carried out by a real Directus, forth and, when its mutation was undone, back: what it
 * says that happens has happened afterwards, what it says that stays has stayed, and nothing else.
 *
 * <p>A sample of the catalogue; {@code -Dprediction=all} takes all of it, {@code
 * -Dcatalogue.only=<regular expression>} those whose name has a match, {@code
 * -Dprediction.seed=<number>} another sample.
 */
class PredictionIT {
  private static final int SAMPLE = 8;
  private static final Pattern ONLY = Pattern.compile(System.getProperty("catalogue.only", ""));

  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void whatAPlanSaysIsWhatHappens(DirectusVersion version) {
    Laboratory laboratory =
        Laboratory.on(version == DirectusVersion.V12 ? PostgresVersion.V18 : PostgresVersion.USUAL);
    List<String> wrong = new ArrayList<>();
    int carriedOut = 0;
    LabEnvironment source = fresh(laboratory, version);
    LabEnvironment target = fresh(laboratory, version);
    try {
      for (Mutation mutation : mutations(version)) {
        Runnable undo = mutation.apply(source);
        Prediction forth = Prediction.of(source, target);
        undo.run();
        Prediction back = Prediction.of(source, target);
        wrong.addAll(forth.wrong(mutation.name()));
        wrong.addAll(back.wrong(mutation.name() + ", undone"));
        carriedOut += (forth.isCarriedOut() ? 1 : 0) + (back.isCarriedOut() ? 1 : 0);
        if (!Prediction.isEqual(source, target)) {
          target.close();
          target = fresh(laboratory, version);
        }
      }
    } finally {
      source.close();
      target.close();
    }
    assertThat(wrong).isEmpty();
    assertThat(carriedOut).as("plans that were carried out").isPositive();
  }

  private static List<Mutation> mutations(DirectusVersion version) {
    List<Mutation> all =
        new ArrayList<>(
            Catalogue.of(version).stream()
                .filter(mutation -> mutation.side() == Mutation.Side.SOURCE)
                .filter(mutation -> ONLY.matcher(mutation.name()).find())
                .toList());
    if (System.getProperty("prediction", "").equals("all") || !ONLY.pattern().isEmpty()) {
      return all;
    }
    Collections.shuffle(all, new Random(Long.getLong("prediction.seed", 11)));
    return all.subList(0, SAMPLE);
  }

  private static LabEnvironment fresh(Laboratory laboratory, DirectusVersion version) {
    LabEnvironment environment = laboratory.stopped(version, Template.MODEL);
    environment.clearCacheLate();
    return environment.start();
  }
}
