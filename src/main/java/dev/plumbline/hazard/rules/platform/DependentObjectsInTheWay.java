package dev.plumbline.hazard.rules.platform;

import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.SqlName;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.Amounts;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion.DependentObjects;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.payload.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * PostgreSQL neither drops nor converts a column that a view, a generated column, a policy or a
 * trigger names or that is inherited, nor drops a table that a view reads. Directus sets the type
 * of a column again whenever anything of the column changes, so that any such change fails
 * (directus/directus#4650, #18379).
 */
public final class DependentObjectsInTheWay implements HazardRule {
  private static final List<String> NOUNS =
      List.of(
          "view",
          "generated column",
          "policy",
          "trigger",
          "function",
          "publication",
          "foreign key",
          "rule",
          "parent table");

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .dropped(Section.COLLECTIONS)
        .filter(drop -> drop.before().has("schema"))
        .forEach(
            drop -> ask("dropped", drop.key().collection(), Optional.empty(), inputs, collector));
    Stream.concat(
            inputs
                .dropped(Section.FIELDS)
                .filter(drop -> drop.before().has("schema"))
                .map(drop -> drop.key()),
            inputs
                .recreated()
                .filter(recreate -> recreate.before().has("schema"))
                .map(Recreate::key))
        .forEach(
            key -> ask("dropped", key.collection(), Optional.of(key.field()), inputs, collector));
    inputs
        .altered(Section.FIELDS)
        .filter(HazardInputs::altersColumn)
        .map(Alter::key)
        .forEach(
            key -> ask("altered", key.collection(), Optional.of(key.field()), inputs, collector));
  }

  private static void ask(
      String what,
      String table,
      Optional<String> column,
      HazardInputs inputs,
      SuspicionCollector collector) {
    String subject = column.map(name -> table + "." + name).orElse(table);
    Function<Amounts, String> message =
        amounts ->
            "%s is to be %s, but PostgreSQL refuses that while %s, so the whole plan would fail"
                .formatted(Words.name(subject), what, users(amounts, table, column, inputs));
    collector.ask(
        HazardCode.DEPENDENT_OBJECT,
        subject,
        new DependentObjects(table, column, what.equals("dropped")),
        message,
        Optional.of("drop what uses it by SQL first, and create it again afterwards"));
  }

  private static String users(
      Amounts amounts, String table, Optional<String> column, HazardInputs inputs) {
    List<String> parts = new ArrayList<>();
    long all = 0;
    for (int index = 0; index < NOUNS.size(); index++) {
      long number = amounts.number(0, index);
      all += number;
      if (number > 0) {
        parts.add(amounts.of(0, index, NOUNS.get(index)).replace("policys", "policies"));
      }
    }
    List<String> names = names(table, column, inputs);
    return (parts.isEmpty() ? "an unknown number of objects" : String.join(", ", parts))
        + (all == 1 ? " uses it" : " use it")
        + (names.isEmpty() ? "" : " (probably " + Words.list(names) + ")");
  }

  /** By their text: the counts come from PostgreSQL's record of dependencies. */
  private static List<String> names(String table, Optional<String> column, HazardInputs inputs) {
    List<String> names = new ArrayList<>();
    inputs.targetModel().stream()
        .flatMap(model -> model.tables().stream())
        .forEach(
            other -> {
              if (other
                  .details()
                  .definition()
                  .filter(text -> SqlName.occurs(table, text))
                  .filter(text -> column.stream().allMatch(name -> SqlName.occurs(name, text)))
                  .isPresent()) {
                names.add("view " + Words.name(other.name()));
              }
              if (other.name().equals(table) && column.isPresent()) {
                names.addAll(generated(other, column.get()));
              }
            });
    return names;
  }

  private static List<String> generated(Table table, String column) {
    return table.columns().stream()
        .filter(
            other ->
                other.value() instanceof ColumnValue.Generated generated
                    && SqlName.occurs(column, generated.expression()))
        .map(other -> "generated column " + Words.name(other.name()))
        .toList();
  }
}
