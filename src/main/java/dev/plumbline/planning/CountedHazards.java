package dev.plumbline.planning;

import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.hazard.Suspicion;
import dev.plumbline.hazard.rules.Hazards;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.model.ContentModel;
import dev.plumbline.plan.select.Chosen;
import dev.plumbline.reading.Reading;
import dev.plumbline.watch.source.WatchedDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds hazards by the rules, and counts on the target what they ask for. */
final class CountedHazards {
  private final WatchedDatabase databases;
  private final RowCounter rows;

  CountedHazards(WatchedDatabase databases, RowCounter rows) {
    this.databases = databases;
    this.rows = rows;
  }

  /** Gravest first; what could not be counted is among them. */
  List<Hazard> of(PlanInputs inputs, Chosen chosen) {
    // Nothing is lost by what is not known: the rules then report their worst case.
    Optional<ContentModel> model =
        databases.model(inputs.comparison().target()) instanceof Reading.Value<ContentModel> read
            ? Optional.of(read.value())
            : Optional.empty();
    List<Suspicion> suspicions =
        Hazards.suspicions(
            new HazardInputs(
                chosen.items(),
                inputs.source(),
                inputs.target(),
                model,
                mismatches(inputs.sourceCatalog()),
                mismatches(inputs.targetCatalog()),
                inputs.drift().renames()));
    Set<RowQuestion> questions = Hazards.questions(suspicions);
    Map<RowQuestion, RowAnswer> answers =
        questions.isEmpty() ? Map.of() : rows.count(inputs.comparison().target(), questions);
    return Hazards.judge(suspicions, answers);
  }

  private static List<Mismatch> mismatches(Optional<CatalogReading> catalog) {
    return catalog.map(CatalogReading::mismatches).orElse(List.of());
  }
}
