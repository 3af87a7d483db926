package dev.plumbline.drift.differ;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.differ.value.Deltas;
import dev.plumbline.drift.differ.value.Deltas.Delta;
import dev.plumbline.drift.differ.value.MatchedPairs;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the catalogs of both sides say of one column. Where both were read they decide whether two
 * defaults, types or generated values are the same: a snapshot shows some that are the same
 * differently.
 */
record CatalogColumn(Optional<Pair> definitions) {
  private static final Set<String> MOMENT = Set.of("now()", "CURRENT_TIMESTAMP");

  record Pair(JsonObject source, JsonObject target) {}

  static CatalogColumn of(Side source, Side target, Field field) {
    return new CatalogColumn(
        source
            .inventory()
            .flatMap(
                ours ->
                    target
                        .inventory()
                        .map(theirs -> new Pair(column(ours, field), column(theirs, field)))));
  }

  private static JsonObject column(Inventory inventory, Field field) {
    return inventory
        .objects()
        .getOrDefault(
            new ObjectId(ObjectKind.COLUMN, field.collection(), field.field()), JsonObject.EMPTY);
  }

  /** What the snapshots show differently although it is the same. */
  void leaveOut(Deltas deltas, MatchedPairs.Pair<Field> pair) {
    deltas
        .peek(FieldDiffer.DEFAULT)
        .filter(delta -> isMoment(delta, pair) || isSameDefault(delta))
        .ifPresent(delta -> deltas.take(FieldDiffer.DEFAULT));
    if (isSame("type") && isUndisputed("extension")) {
      deltas.take(FieldDiffer.DATA_TYPE);
      if (!deltas.has(FieldDiffer.SPECIAL)) {
        deltas.take(FieldDiffer.TYPE);
      }
    }
    if (isSame("generated")) {
      deltas.takeAny(List.of(FieldDiffer.GENERATED, FieldDiffer.EXPRESSION));
    }
  }

  /** A column that numbers itself has no default: how it does so is reported from the catalog. */
  private boolean isSameDefault(Delta value) {
    return (definitions.isPresent() && !isUndisputed("identity"))
        || (isUndisputed("default")
            && !FieldDiffer.isSequence(value.before())
            && !FieldDiffer.isSequence(value.after()));
  }

  /** Of a point in time both are the beginning of the transaction. */
  private static boolean isMoment(Delta value, MatchedPairs.Pair<Field> pair) {
    return MOMENT.contains(value.before().textOr(""))
        && MOMENT.contains(value.after().textOr(""))
        && isTime(pair.target())
        && isTime(pair.source());
  }

  private static boolean isTime(Field field) {
    return field.schema().orElse(JsonObject.EMPTY).get("data_type").textOr("").startsWith("time");
  }

  /** Both say it of the column, and the same. */
  private boolean isSame(String member) {
    return isUndisputed(member)
        && definitions.filter(pair -> pair.source().has(member)).isPresent();
  }

  /** Neither says it, or both say the same. */
  private boolean isUndisputed(String member) {
    return definitions
        .filter(pair -> pair.source().get(member).equals(pair.target().get(member)))
        .isPresent();
  }
}
