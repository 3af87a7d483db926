package dev.plumbline.run.verification;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.Subject.OfObject;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.run.verification.Verification.Rule;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What PostgreSQL has beside the schema: no plan of Directus carries any of it. */
final class ObjectRules {
  private final PlanScope scope;
  private final ObjectScope objects;
  private final VerificationCollector collector;

  ObjectRules(PlanScope scope, VerificationCollector collector) {
    this.scope = scope;
    this.objects = new ObjectScope(scope);
    this.collector = collector;
  }

  /** No object differs from the source that did not before. */
  void sameAsSource(Side source, Side before, Side after) {
    Set<String> had =
        Differ.diff(source, before).changes().stream()
            .map(ObjectRules::identity)
            .collect(Collectors.toSet());
    for (Change change : Differ.diff(source, after).changes()) {
      if (change.subject() instanceof OfObject(ObjectId id)
          && id.kind() != ObjectKind.FLOW
          && !had.contains(identity(change))
          && !scope.staysDifferent(change.subject().text(), id.kind().label())) {
        String table = ObjectScope.table(id);
        if (scope.isTouched(table)) {
          collector.uncertain(
              change.message() + "; no plan of Directus carries it, and it came with a step");
        } else {
          collector.fail(Rule.PLANNED, change.message() + ", which did not differ before");
        }
      }
    }
  }

  private static String identity(Change change) {
    return change.code().label() + " " + change.subject().text() + " " + change.path();
  }

  /** What no step is about is as it was. */
  void unchanged(Optional<Inventory> before, Optional<Inventory> after) {
    if (before.isEmpty() || after.isEmpty()) {
      collector.uncertain(
          "constraints, indexes, triggers, views and grants were not verified, because the database"
              + " of the target was not read");
      return;
    }
    Set<ObjectId> all = new TreeSet<>(before.get().objects().keySet());
    all.addAll(after.get().objects().keySet());
    for (ObjectId id : all) {
      Optional<JsonObject> was = Optional.ofNullable(before.get().objects().get(id));
      Optional<JsonObject> is = Optional.ofNullable(after.get().objects().get(id));
      if (!was.equals(is)) {
        changed(id, was, is);
      }
    }
  }

  private void changed(ObjectId id, Optional<JsonObject> was, Optional<JsonObject> is) {
    String sentence =
        ThingNames.of(id)
            + (was.isEmpty()
                ? " was created during the run"
                : is.isEmpty() ? " was dropped during the run" : " was changed during the run");
    if (id.kind() == ObjectKind.FLOW) {
      // Its rows are verified with all others.
      collector.byOthers(sentence);
    } else if (!objects.isOfStep(id, was, is)) {
      collector.fail(
          Rule.OBJECTS,
          sentence + ", and no step of the plan is about it; somebody else may have done it");
    }
  }
}
