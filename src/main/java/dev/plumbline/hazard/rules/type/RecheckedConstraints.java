package dev.plumbline.hazard.rules.type;

import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion.ChangedValues;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.Section;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL checks the constraints of a converted column again, and builds its indexes again, with
 * the new type and its values. Whether a condition allows them is not evaluated here. Values that
 * stay what they are, of a type with the same operators, satisfy it as before.
 */
public final class RecheckedConstraints implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .altered(Section.FIELDS)
        .filter(HazardInputs::altersColumn)
        .filter(alter -> !TypeChanges.isKey(alter))
        .forEach(
            alter ->
                inputs
                    .table(alter.key().collection())
                    .ifPresent(table -> check(alter, table, inputs, collector)));
  }

  private static void check(
      Alter alter, Table table, HazardInputs inputs, SuspicionCollector collector) {
    Optional<ColumnForm> made = ColumnForm.of(HazardInputs.result(alter));
    ColumnType from = TypeChanges.from(alter, inputs);
    if (made.isEmpty() || made.get().is(from)) {
      return;
    }
    ColumnForm form = made.get();
    boolean isUnique = alter.before().object("schema").get("is_unique").equals(JsonBoolean.TRUE);
    ColumnUsers users = ColumnUsers.of(table, alter.key().field(), isUnique);
    boolean keepsOperators = ConvertedValues.keepOperators(from, form);
    List<String> affected = keepsOperators ? users.rows() : users.types();
    if (affected.isEmpty()) {
      return;
    }
    String subject = alter.key().text();
    String message =
        "%s becomes %s, but %s of the target %s it; the whole plan fails if that does not allow the new type and its values"
            .formatted(
                Words.name(subject),
                form.sql(),
                Words.list(affected),
                affected.size() == 1 ? "uses" : "use");
    String remedy =
        "drop what uses it by SQL first, and create it again afterwards, or leave it out of the plan";
    if (!keepsOperators) {
      collector.state(HazardCode.CONSTRAINT_RECHECKED, subject, message, remedy);
    } else if (ConvertedValues.change(from, form).isPresent()) {
      collector.ask(
          HazardCode.CONSTRAINT_RECHECKED,
          subject,
          new ChangedValues(alter.key().collection(), alter.key().field(), from.name(), form),
          amounts -> message,
          Optional.of(remedy));
    }
  }
}
