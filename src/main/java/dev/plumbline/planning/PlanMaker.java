package dev.plumbline.planning;

import dev.plumbline.configuration.Settings;
import dev.plumbline.drift.objects.ReservedSubjects;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.rules.Hazards;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.monitor.overview.Monitoring;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PayloadMaker;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItems;
import dev.plumbline.payload.SameStory;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.payload.SchemaDiffJson;
import dev.plumbline.payload.gate.PayloadGate;
import dev.plumbline.payload.gate.Refusal;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.PlanSealer;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.select.Chooser;
import dev.plumbline.plan.select.Chosen;
import dev.plumbline.plan.select.ObjectsThatStay;
import dev.plumbline.plan.step.StepMaker;
import dev.plumbline.planning.PlanReader.UnplannableException;
import dev.plumbline.run.backup.NeededRows;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.timing.Waiting;
import dev.plumbline.watch.source.WatchedDatabase;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Makes a plan of a proposal, or says why there is none. */
public final class PlanMaker {
  private final PlanReader reader;
  private final CountedHazards hazards;
  private final RunHazardSource readiness;
  private final Clock clock;
  private final String model;

  /**
   * What is read of the two sides.
   *
   * @param store what the polls of both sides recorded
   * @param directus what the target's Directus would do
   * @param databases of the target, for what hangs on a table
   * @param rows of the target
   * @param readiness what a run of the plan would lack
   */
  public record Sources(
      Monitoring monitoring,
      MonitorStore store,
      SchemaDiffApi directus,
      WatchedDatabase databases,
      RowCounter rows,
      RunHazardSource readiness) {}

  /**
   * @param model of this version of Plumbline: of all that decides about plans
   */
  public PlanMaker(Settings settings, Sources sources, Waiting waiting, Clock clock, String model) {
    this.reader =
        new PlanReader(
            settings, sources.monitoring(), sources.store(), sources.directus(), waiting, clock);
    this.hazards = new CountedHazards(sources.databases(), sources.rows());
    this.readiness = sources.readiness();
    this.clock = clock;
    this.model = model;
  }

  /** Takes as long as two polls, Directus's own diff and the counting of rows do. */
  public Made make(Proposal proposal) throws InterruptedException {
    try {
      return make(proposal, reader.read(proposal));
    } catch (UnplannableException e) {
      return new Made.Refused(e.reason());
    }
  }

  private Made make(Proposal proposal, PlanInputs inputs) {
    Snapshot target = inputs.target().snapshot();
    SortedMap<ItemKey, PlannedItem> planned =
        PlannedItems.between(
            ReservedSubjects.leftOut(inputs.source()).snapshot(),
            ReservedSubjects.leftOut(inputs.target()).snapshot());
    String directus = inputs.targetBasis().directus();
    List<String> disagreements =
        SameStory.disagreements(planned, inputs.directus(), directus).stream()
            .map(SameStory.Disagreement::message)
            .toList();
    Chosen chosen =
        Chooser.choose(
            planned,
            inputs.directus(),
            inputs.drift(),
            inputs.sourceCatalog().map(CatalogReading::mismatches).orElse(List.of()),
            proposal.selection(),
            target,
            directus);
    SchemaDiff diff = PayloadMaker.make(inputs.directus(), chosen.items());
    JsonObject payload = SchemaDiffJson.write(diff);
    List<String> refusals =
        chosen.items().isEmpty()
            ? List.of()
            : PayloadGate.refusals(payload, target, directus).stream()
                .map(Refusal::message)
                .toList();
    List<Hazard> found = hazards(inputs, chosen, diff);
    List<String> reasons =
        Stream.of(
                disagreements.stream(),
                chosen.problems().stream(),
                refusals.stream(),
                found.stream().filter(Hazard::refuses).map(Hazard::message))
            .flatMap(each -> each)
            .toList();
    return reasons.isEmpty()
        ? sealed(proposal, inputs, chosen, CanonicalJson.write(payload), found)
        : new Made.Refused(reasons, found);
  }

  /** A plan that changes nothing needs no run. */
  private List<Hazard> hazards(PlanInputs inputs, Chosen chosen, SchemaDiff payload) {
    List<Hazard> found = hazards.of(inputs, chosen);
    return chosen.items().isEmpty()
        ? found
        : Hazards.together(
            found,
            readiness.of(
                inputs.comparison().target(),
                NeededRows.of(
                    StepMaker.steps(chosen.items()), found, payload, inputs.target().snapshot())));
  }

  private Made sealed(
      Proposal proposal, PlanInputs inputs, Chosen chosen, String payload, List<Hazard> found) {
    return new Made.Sealed(
        PlanSealer.seal(
            new Plan.Contents(
                proposal,
                payload,
                StepMaker.steps(chosen.items()),
                found,
                chosen.additions(),
                Stream.concat(
                        chosen.unreachable().stream(),
                        ObjectsThatStay.of(
                            inputs.drift(),
                            inputs.source().inventory(),
                            inputs.target().inventory(),
                            proposal.selection())
                            .stream())
                    .toList(),
                ReverseMaker.of(chosen)),
            inputs.sourceBasis(),
            inputs.targetBasis(),
            inputs.directus().hash(),
            model,
            clock.instant()));
  }
}
