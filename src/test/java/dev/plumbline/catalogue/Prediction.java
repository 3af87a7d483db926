package dev.plumbline.catalogue;

import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Side;
import dev.plumbline.drift.change.Difference;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.drift.objects.ReservedSubjects;
import dev.plumbline.environment.Versions;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.Suspicion;
import dev.plumbline.hazard.rules.Hazards;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.directus.DirectusAdmin;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PayloadMaker;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Property;
import dev.plumbline.payload.PlannedItems;
import dev.plumbline.payload.SameStory;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.payload.SchemaDiffJson;
import dev.plumbline.payload.gate.PayloadGate;
import dev.plumbline.plan.select.Chooser;
import dev.plumbline.plan.select.Chosen;
import dev.plumbline.plan.select.ObjectsThatStay;
import dev.plumbline.plan.select.Selection;
import dev.plumbline.plan.select.Unreachable;
import dev.plumbline.plan.step.StepMaker;
import dev.plumbline.postgres.Watching;
import dev.plumbline.run.verification.Verification;
import dev.plumbline.run.verification.VerificationInputs;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.SnapshotJson;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was planned, and what a real Directus made of it.
 *
 * @param payload what Directus gets, or would
 * @param refused why there is no such plan; empty if there is
 * @param hazards of what was chosen
 * @param answer of Directus if it is another one than 204; empty if nothing was sent. A plan that
 *     is refused because Directus would fail is sent all the same: it must fail
 * @param after what differs afterwards
 * @param losses of rows and values, as {@link Contents#losses} has them
 * @param unverified what a run would say that is not as planned; of what was carried out
 * @param equal whether nothing at all differs in the two snapshots afterwards
 */
record Prediction(
    SortedMap<ItemKey, PlannedItem> planned,
    Chosen chosen,
    SchemaDiff payload,
    List<String> refused,
    List<Hazard> hazards,
    Optional<String> answer,
    SortedMap<ItemKey, PlannedItem> after,
    SortedMap<String, Long> losses,
    List<String> unverified,
    boolean equal) {

  static Prediction of(LabEnvironment from, LabEnvironment to, Selection selection) {
    // Makes a change behind its back known to Directus.
    DirectusAdmin admin = to.directus();
    String directus = from.version().number();
    DatabaseReading read = watching(from).read();
    Watching watching = watching(to);
    DatabaseReading before = watching.read();
    Side source = ReservedSubjects.leftOut(side(directus, read));
    Side target = ReservedSubjects.leftOut(side(directus, before));
    JsonObject whole = SnapshotJson.of(read.snapshot(), directus);
    JsonValue diff = admin.post("/schema/diff", whole);
    SchemaDiff found = diff.isNull() ? new SchemaDiff("", List.of()) : SchemaDiffJson.read(diff);
    SortedMap<ItemKey, PlannedItem> planned =
        PlannedItems.between(source.snapshot(), target.snapshot());
    Difference difference = Differ.diff(source, target);
    Chosen chosen =
        Chooser.choose(
            planned,
            found,
            Drift.of(difference, List.of(), Instant.EPOCH),
            read.catalog().mismatches(),
            selection,
            target.snapshot(),
            directus);
    SchemaDiff made = PayloadMaker.make(found, chosen.items());
    JsonObject payload = SchemaDiffJson.write(made);
    List<Suspicion> suspicions =
        Hazards.suspicions(
            new HazardInputs(
                chosen.items(),
                source,
                target,
                Optional.of(watching.model()),
                read.catalog().mismatches(),
                before.catalog().mismatches(),
                difference.renames()));
    List<Hazard> hazards = Hazards.judge(suspicions, watching.count(Hazards.questions(suspicions)));
    List<String> otherwise =
        Stream.concat(
                SameStory.disagreements(planned, found, directus).stream()
                    .map(SameStory.Disagreement::message),
                chosen.problems().stream())
            .toList();
    List<String> refused =
        Stream.concat(
                otherwise.stream(), hazards.stream().filter(Hazard::refuses).map(Hazard::message))
            .toList();
    List<Unreachable> unreachable =
        Stream.concat(
                chosen.unreachable().stream(),
                ObjectsThatStay.of(
                    Drift.of(difference, List.of(), Instant.EPOCH),
                    source.inventory(),
                    target.inventory(),
                    selection)
                    .stream())
            .toList();
    if (refused.isEmpty() || (otherwise.isEmpty() && hazards.stream().anyMatch(Said::isFailure))) {
      PayloadGate.refusals(payload, target.snapshot(), directus)
          .forEach(
              refusal -> {
                throw new AssertionError("the gate refuses what was chosen: " + refusal);
              });
      Contents rows = Contents.of(to);
      List<dev.plumbline.plan.step.Step> steps = StepMaker.steps(chosen.items());
      VerifiedApply.Sent<HttpResponse<String>> sent =
          VerifiedApply.send(
              to, steps, () -> admin.send("POST", "/schema/apply", CanonicalJson.write(payload)));
      HttpResponse<String> applied = sent.answer();
      DatabaseReading after = watching.read();
      Snapshot now = after.snapshot();
      return new Prediction(
          planned,
          chosen,
          made,
          refused,
          hazards,
          Optional.of(applied.statusCode() == 204 ? "" : applied.statusCode() + applied.body()),
          PlannedItems.between(
              source.snapshot(), ReservedSubjects.leftOut(side(directus, before, now)).snapshot()),
          rows.losses(Contents.of(to)),
          Verification.of(
                  new VerificationInputs(
                      steps,
                      hazards,
                      unreachable,
                      side(directus, read),
                      side(directus, before),
                      side(directus, after),
                      sent.content()))
              .failures()
              .stream()
              .map(failure -> failure.rule() + " " + failure.sentence())
              .toList(),
          PlannedItems.between(read.snapshot(), now).isEmpty());
    }
    return new Prediction(
        planned,
        chosen,
        made,
        refused,
        hazards,
        Optional.empty(),
        planned,
        new TreeMap<>(),
        List.of(),
        PlannedItems.between(read.snapshot(), before.snapshot()).isEmpty());
  }

  /** Whether nothing at all differs in the two snapshots. */
  static boolean isAlike(LabEnvironment one, LabEnvironment other) {
    return PlannedItems.between(watching(one).read().snapshot(), watching(other).read().snapshot())
        .isEmpty();
  }

  /** What Directus would fail for, so that the rest of the plan can be tried without it. */
  List<String> failing() {
    return hazards.stream().filter(Said::isFailure).map(Hazard::subject).distinct().toList();
  }

  boolean isCarriedOut() {
    return answer.filter(String::isEmpty).isPresent();
  }

  /** Each thing that is not as it was said, one line each. */
  List<String> wrong(String name) {
    List<String> wrong = new ArrayList<>();
    boolean mayFail = !refused.isEmpty() || hazards.stream().anyMatch(Said::isPossibleFailure);
    answer
        .filter(text -> !text.isEmpty() && !mayFail)
        .ifPresent(text -> wrong.add(name + ": Directus answered " + text));
    if (isCarriedOut() && !refused.isEmpty()) {
      wrong.add(name + ": Directus carried out what was refused: " + refused);
    }
    if (answer.isPresent()) {
      Said.wrong(isCarriedOut() ? hazards : List.of(), losses)
          .forEach(loss -> wrong.add(name + ": " + loss));
    }
    if (!isCarriedOut()) {
      return wrong;
    }
    unverified.forEach(failure -> wrong.add(name + ": a run would not be verified: " + failure));
    after.forEach(
        (key, item) -> {
          for (String path : paths(item)) {
            if (isChosen(key, path) && !isSaidToStay(key, path)) {
              wrong.add(name + ": " + key.text() + " " + path + " did not happen");
            }
            if (!planned.containsKey(key) && !isSaidToStay(key, path)) {
              wrong.add(name + ": " + key.text() + " " + path + " differs now and did not before");
            }
          }
        });
    planned.forEach(
        (key, item) -> {
          boolean isOfRelation =
              chosen.items().containsKey(ItemKey.ofRelation(key.collection(), key.field()));
          if (!after.containsKey(key) && !chosen.items().containsKey(key) && !isOfRelation) {
            wrong.add(name + ": " + key.text() + " happened and was not chosen");
          }
        });
    return wrong;
  }

  private boolean isChosen(ItemKey key, String path) {
    return switch (chosen.items().get(key)) {
      case null -> false;
      case Alter alter -> alter.properties().stream().anyMatch(one -> one.path().equals(path));
      case PlannedItem ignored -> true;
    };
  }

  private boolean isSaidToStay(ItemKey key, String path) {
    return chosen.unreachable().stream()
        .filter(one -> one.subject().equals(key.text()))
        .map(Unreachable::path)
        .anyMatch(
            said ->
                said.isEmpty() || path.equals(said) || path.startsWith(said.replace("_table", "")));
  }

  private static List<String> paths(PlannedItem item) {
    return item instanceof Alter alter
        ? alter.properties().stream().map(Property::path).toList()
        : List.of("");
  }

  private static Side side(String directus, DatabaseReading reading) {
    return side(directus, reading, reading.snapshot());
  }

  /** The inventory does not decide what is left out of a snapshot. */
  private static Side side(String directus, DatabaseReading reading, Snapshot snapshot) {
    return new Side(
        snapshot,
        new Versions(Optional.of(directus), Optional.of(reading.postgres()), reading.migrations()),
        Optional.of(reading.catalog().inventory()));
  }

  private static Watching watching(LabEnvironment environment) {
    return Watching.of(
        environment.jdbcUrl(), environment.readerUsername(), environment.readerPassword());
  }
}
