package dev.plumbline.catalogue;

import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Side;
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
import dev.plumbline.plan.select.Selection;
import dev.plumbline.plan.select.Unreachable;
import dev.plumbline.postgres.Watching;
import dev.plumbline.snapshot.SnapshotJson;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What was planned, and what a real Directus made of it.
 *
 * @param refused why there is no such plan; empty if there is
 * @param answer of Directus if it is another one than 204; empty if nothing was sent
 * @param after what differs afterwards
 */
record Prediction(
    SortedMap<ItemKey, PlannedItem> planned,
    Chosen chosen,
    List<String> refused,
    Optional<String> answer,
    SortedMap<ItemKey, PlannedItem> after) {

  static Prediction of(LabEnvironment from, LabEnvironment to) {
    String directus = from.directus().snapshot().get("directus").textOr("");
    DatabaseReading read = read(from);
    Side source = ReservedSubjects.leftOut(side(directus, read));
    Side target = ReservedSubjects.leftOut(side(directus, read(to)));
    JsonObject whole = SnapshotJson.of(read.snapshot(), directus);
    JsonValue diff = to.directus().post("/schema/diff", whole);
    SchemaDiff found = diff.isNull() ? new SchemaDiff("", List.of()) : SchemaDiffJson.read(diff);
    SortedMap<ItemKey, PlannedItem> planned =
        PlannedItems.between(source.snapshot(), target.snapshot());
    Chosen chosen =
        Chooser.choose(
            planned,
            found,
            Drift.of(Differ.diff(source, target), List.of(), Instant.EPOCH),
            read.catalog().mismatches(),
            Selection.ALL,
            target.snapshot(),
            directus);
    JsonObject payload = SchemaDiffJson.write(PayloadMaker.make(found, chosen.items()));
    List<String> refused =
        Stream.of(
                SameStory.disagreements(planned, found, directus).stream()
                    .map(SameStory.Disagreement::message),
                chosen.problems().stream(),
                hazards(from, to, source, target, chosen).stream()
                    .filter(Hazard::refuses)
                    .map(Hazard::message))
            .flatMap(each -> each)
            .toList();
    Optional<String> answer = Optional.empty();
    if (refused.isEmpty()) {
      PayloadGate.refusals(payload, target.snapshot(), directus)
          .forEach(
              refusal -> {
                throw new AssertionError("the gate refuses what was chosen: " + refusal);
              });
      HttpResponse<String> applied =
          to.directus().send("POST", "/schema/apply", CanonicalJson.write(payload));
      answer =
          Optional.of(applied.statusCode() == 204 ? "" : applied.statusCode() + applied.body());
    }
    return new Prediction(
        planned,
        chosen,
        refused,
        answer,
        PlannedItems.between(
            source.snapshot(), ReservedSubjects.leftOut(side(directus, read(to))).snapshot()));
  }

  private static List<Hazard> hazards(
      LabEnvironment from, LabEnvironment to, Side source, Side target, Chosen chosen) {
    Watching watching = watching(to);
    List<Suspicion> suspicions =
        Hazards.suspicions(
            new HazardInputs(
                chosen.items(),
                source,
                target,
                Optional.of(watching.model()),
                read(from).catalog().mismatches(),
                read(to).catalog().mismatches(),
                Differ.diff(source, target).renames()));
    return Hazards.judge(suspicions, watching.count(Hazards.questions(suspicions)));
  }

  /** Whether nothing at all differs in the two snapshots. */
  static boolean isEqual(LabEnvironment source, LabEnvironment target) {
    return PlannedItems.between(read(source).snapshot(), read(target).snapshot()).isEmpty();
  }

  boolean isCarriedOut() {
    return answer.filter(String::isEmpty).isPresent();
  }

  /** Each thing that is not as it was said, one line each. */
  List<String> wrong(String name) {
    List<String> wrong = new ArrayList<>();
    answer
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> wrong.add(name + ": Directus answered " + text));
    if (!isCarriedOut()) {
      return wrong;
    }
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
    return new Side(
        reading.snapshot(),
        new Versions(Optional.of(directus), Optional.of(reading.postgres()), reading.migrations()),
        Optional.of(reading.catalog().inventory()));
  }

  private static DatabaseReading read(LabEnvironment environment) {
    // Makes a change behind its back known to Directus.
    environment.directus();
    return watching(environment).read();
  }

  private static Watching watching(LabEnvironment environment) {
    return Watching.of(
        environment.jdbcUrl(), environment.readerUsername(), environment.readerPassword());
  }
}
