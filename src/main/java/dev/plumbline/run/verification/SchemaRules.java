package dev.plumbline.run.verification;

import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.Entities;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.payload.PlannedItems;
import dev.plumbline.payload.Section;
import dev.plumbline.plan.step.Step;
import dev.plumbline.plan.step.Step.Proof;
import dev.plumbline.run.verification.Verification.Rule;
import dev.plumbline.snapshot.Blank;
import dev.plumbline.snapshot.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** What the schema of the target must be afterwards. */
final class SchemaRules {
  private final PlanScope scope;
  private final Snapshot source;
  private final Snapshot before;
  private final Snapshot after;
  private final VerificationCollector collector;

  SchemaRules(
      PlanScope scope,
      Snapshot source,
      Snapshot before,
      Snapshot after,
      VerificationCollector collector) {
    this.scope = scope;
    this.source = source;
    this.before = before;
    this.after = after;
    this.collector = collector;
  }

  void proofs(List<Step> steps) {
    SortedMap<ItemKey, JsonObject> entities = Entities.of(after);
    for (Step step : steps) {
      for (Proof proof : step.proofs()) {
        JsonValue is = value(entities, proof);
        JsonValue expected = blank(proof.path(), proof.value());
        if (!blank(proof.path(), is).equals(expected)) {
          collector.fail(
              Rule.PROOF,
              "the step '%s' was not carried out: %s"
                  .formatted(step.sentence(), sentence(proof, is)));
        }
      }
    }
  }

  private static String sentence(Proof proof, JsonValue is) {
    String name = proof.kind().replace('_', ' ') + " " + Words.name(proof.subject());
    if (proof.path().isEmpty()) {
      return is.equals(JsonValue.of(true)) ? name + " still exists" : name + " is missing";
    }
    return "%s of %s is %s instead of %s"
        .formatted(Words.name(proof.path()), name, Words.value(is), Words.value(proof.value()));
  }

  private static JsonValue value(SortedMap<ItemKey, JsonObject> entities, Proof proof) {
    ItemKey key = PlanScope.key(proof);
    JsonObject entity = entities.get(key);
    if (proof.path().isEmpty()) {
      return JsonValue.of(entity != null);
    }
    if (entity == null) {
      // A snapshot has the system fields that are indexed, and no others.
      return key.section() == Section.SYSTEM_FIELDS ? JsonValue.of(false) : JsonNull.NULL;
    }
    String[] path = proof.path().split("\\.", 2);
    return path.length == 1 ? entity.get(path[0]) : entity.object(path[0]).get(path[1]);
  }

  /** Of metadata, null and empty may be the same. */
  private static JsonValue blank(String path, JsonValue value) {
    return path.startsWith("meta.") ? Blank.filled(path.substring(5), value) : value;
  }

  /** Between source and target, nothing that was planned is left, and nothing new has come. */
  void planned() {
    Map<ItemKey, Map<String, JsonValue>> had = paths(PlannedItems.between(source, before));
    paths(PlannedItems.between(source, after))
        .forEach(
            (key, left) ->
                left.keySet()
                    .forEach(path -> planned(key, path, had.getOrDefault(key, Map.of()).keySet())));
  }

  private void planned(ItemKey key, String path, Set<String> had) {
    if (scope.staysDifferent(key.text(), path)) {
      return;
    }
    if (had.contains(path) || had.contains("")) {
      if (scope.isPlanned(key, path)) {
        collector.fail(
            Rule.PLANNED, of(key, path) + " was to become as in the source and still differs");
      }
    } else if (!scope.goesAlong(key, path, Optional.empty(), JsonNull.NULL)
        || scope.isPlanned(key, path)
        || scope.isCreated(key.collection())) {
      collector.fail(
          Rule.PLANNED, of(key, path) + " differs from the source now, and did not before");
    }
  }

  /** Between the target before and after, nothing else has changed. */
  void unplanned() {
    SortedMap<ItemKey, JsonObject> entities = Entities.of(before);
    // As if the target before were the source, so that nothing is left out with a table.
    paths(PlannedItems.between(after, before))
        .forEach(
            (key, changed) ->
                changed.forEach(
                    (path, was) -> {
                      Optional<String> related =
                          Optional.ofNullable(entities.get(key))
                              .map(entity -> entity.get("related_collection").textOr(""));
                      if (!scope.explains(key, path, related, was)
                          && !scope.staysDifferent(key.text(), path)) {
                        collector.fail(
                            Rule.UNPLANNED,
                            of(key, path)
                                + " changed during the run, and no step of the plan says so;"
                                + " somebody else may have changed it");
                      }
                    }));
  }

  private static String of(ItemKey key, String path) {
    String name = ThingNames.of(key);
    return path.isEmpty() ? name : Words.name(path) + " of " + name;
  }

  /** By entity, each path that differs with the value on the target's side. */
  private static Map<ItemKey, Map<String, JsonValue>> paths(SortedMap<ItemKey, PlannedItem> items) {
    Map<ItemKey, Map<String, JsonValue>> paths = new LinkedHashMap<>();
    items.forEach(
        (key, item) -> {
          Map<String, JsonValue> of = paths.computeIfAbsent(key, any -> new LinkedHashMap<>());
          switch (item) {
            case Create ignored -> of.put("", JsonNull.NULL);
            case Drop drop -> of.put("", drop.before());
            case Recreate recreate -> of.put("", recreate.before());
            case Alter alter -> alter.properties().forEach(one -> of.put(one.path(), one.before()));
          }
        });
    return paths;
  }
}
