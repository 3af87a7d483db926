package dev.plumbline.hazard.rules.type;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.ColumnForm.Kind;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RemedySql;
import dev.plumbline.hazard.RowQuestion.FailingCasts;
import dev.plumbline.hazard.Suspicion.Countable;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.Section;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A foreign key between columns whose types PostgreSQL does not compare, such as a uuid that is
 * stored as {@code char(36)} since MySQL or SQLite (field report F31).
 */
public final class KeyTypes implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    Stream.concat(
            inputs.created(Section.RELATIONS).map(Create::after),
            inputs.altered(Section.RELATIONS).map(Alter::before))
        .forEach(
            relation -> {
              String related = relation.get("related_collection").textOr("");
              ItemKey key =
                  ItemKey.ofRelation(
                      relation.get("collection").textOr(""), relation.get("field").textOr(""));
              inputs
                  .keyOf(related)
                  .ifPresent(
                      one -> {
                        Optional<String> many = inputs.typeAfter(key.collection(), key.field());
                        Optional<String> ofKey = inputs.typeAfter(related, one);
                        if (many.isPresent()
                            && ofKey.isPresent()
                            && !isComparable(many.get(), ofKey.get())) {
                          report(key, many.get(), related, one, ofKey.get(), inputs, collector);
                        }
                      });
            });
  }

  /** Whether PostgreSQL has an equality for a foreign key of the first type to the second. */
  private static boolean isComparable(String many, String one) {
    return family(many).equals(family(one))
        || (one.equals("numeric") && family(many).equals("integer"));
  }

  private static String family(String type) {
    return switch (type) {
      case "smallint", "integer", "bigint" -> "integer";
      case "character varying", "text", "character", "citext" -> "text";
      case "real", "double precision" -> "float";
      default -> type;
    };
  }

  private static void report(
      ItemKey key,
      String many,
      String related,
      String one,
      String ofKey,
      HazardInputs inputs,
      SuspicionCollector collector) {
    String message =
        "a foreign key of %s (%s) to %s (%s) is to be created, which PostgreSQL refuses, so the whole plan would fail"
            .formatted(Words.name(key.text()), many, Words.name(related + "." + one), ofKey);
    String alter =
        Stream.of(key.collection() + "\0" + key.field(), related + "\0" + one)
            .map(column -> column.split("\0", 2))
            .filter(
                column -> family(inputs.typeAfter(column[0], column[1]).orElse("")).equals("text"))
            .map(
                column ->
                    RemedySql.alter(
                        column[0],
                        column[1],
                        "TYPE uuid USING %s::uuid".formatted(RemedySql.name(column[1]))))
            .findFirst()
            .orElse("give both columns the same type");
    boolean isUuidAsText = family(many).equals("text") && ofKey.equals("uuid");
    if (isUuidAsText && !inputs.creates(key.collection(), key.field())) {
      collector.grade(
          Countable.always(
              HazardCode.KEY_TYPES_DIFFER,
              key.text(),
              new FailingCasts(
                  key.collection(), key.field(), many, new ColumnForm(Kind.UUID), false),
              HazardCode.KEY_TYPES_DIFFER.gravest(),
              amounts -> message + "; " + amounts.of(0, "value") + " of it cannot be a uuid",
              alter));
    } else {
      collector.state(HazardCode.KEY_TYPES_DIFFER, key.text(), message, alter);
    }
  }
}
