package dev.plumbline.catalogue;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.PostgresVersion;
import dev.plumbline.plan.select.Selection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Logger;

/** Two environments between which plans are made and carried out, and what was wrong so far. */
final class Predictions implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Predictions.class.getName());

  /** What became of a plan. */
  private enum Outcome {
    CONVERGES,
    UNREACHABLE,
    REFUSED_AND_FAILS,
    REFUSED,
    MAY_FAIL_AND_FAILS,
    WRONG
  }

  private final Supplier<LabEnvironment> fresh;
  private final String version;
  private final List<String> wrong = new ArrayList<>();
  private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
  private LabEnvironment source;
  private LabEnvironment target;
  private long lost;

  Predictions(DirectusVersion version, Template template) {
    Laboratory laboratory =
        Laboratory.on(version == DirectusVersion.V12 ? PostgresVersion.V18 : PostgresVersion.USUAL);
    this.version = version.toString();
    this.fresh =
        () -> {
          LabEnvironment environment = laboratory.stopped(version, template);
          environment.clearCacheLate();
          return environment.start();
        };
    this.source = fresh.get();
    this.target = fresh.get();
  }

  LabEnvironment source() {
    return source;
  }

  LabEnvironment target() {
    return target;
  }

  /** Plans, carries out and compares; if Directus must fail, then once more without the reason. */
  Prediction predict(String name) {
    Filling.fill(target);
    Prediction prediction = predict(name, Selection.ALL);
    List<String> failing = prediction.failing();
    return prediction.answer().isEmpty() || failing.isEmpty() || failing.contains("")
        ? prediction
        : predict(name + ", without " + failing, new Selection(List.of(), failing));
  }

  private Prediction predict(String name, Selection selection) {
    Prediction prediction = Prediction.of(source, target, selection);
    List<String> found = prediction.wrong(name);
    Outcome outcome = found.isEmpty() ? outcome(prediction) : Outcome.WRONG;
    outcomes.merge(outcome, 1, Integer::sum);
    lost += prediction.losses().values().stream().mapToLong(number -> number).sum();
    LOG.info(
        () ->
            "%s, %s: %s %s%s"
                .formatted(
                    version,
                    name.replaceAll("\\s+", " "),
                    outcome,
                    prediction.losses(),
                    prediction.refused().isEmpty() ? "" : " " + prediction.refused()));
    found.forEach(LOG::warning);
    if (!found.isEmpty()) {
      LOG.warning(() -> "of the plan " + prediction.chosen());
    }
    wrong.addAll(found);
    return prediction;
  }

  private static Outcome outcome(Prediction prediction) {
    if (!prediction.refused().isEmpty()) {
      return prediction.answer().isPresent() ? Outcome.REFUSED_AND_FAILS : Outcome.REFUSED;
    }
    if (!prediction.isCarriedOut()) {
      return Outcome.MAY_FAIL_AND_FAILS;
    }
    return prediction.after().isEmpty() ? Outcome.CONVERGES : Outcome.UNREACHABLE;
  }

  /** Whether both have the same snapshot. */
  boolean isAlike() {
    return Prediction.isAlike(source, target);
  }

  void renewTarget() {
    target.close();
    target = fresh.get();
  }

  void renewBoth() {
    renewTarget();
    source.close();
    source = fresh.get();
  }

  /** How many plans Directus has carried out. */
  int carriedOut() {
    return outcomes.getOrDefault(Outcome.CONVERGES, 0)
        + outcomes.getOrDefault(Outcome.UNREACHABLE, 0);
  }

  /** Each thing that was not as it was said. */
  List<String> wrong() {
    return wrong;
  }

  @Override
  public void close() {
    LOG.info(() -> "%s: %s, values lost as said: %d".formatted(version, outcomes, lost));
    source.close();
    target.close();
  }
}
