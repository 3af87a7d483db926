package dev.plumbline.hazard.rules.platform;

import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.DatabaseSettings;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.Amounts;
import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowQuestion.TableSize;
import dev.plumbline.hazard.Suspicion.Countable;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.Section;
import dev.plumbline.severity.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How long a table is locked. An apply is one transaction and keeps each lock until its end; {@code
 * ALTER TABLE … TYPE} that rewrites, an index build and a check of all rows take time by the size
 * of the table. Small tables are no hazard.
 */
public final class TableLocks implements HazardRule {
  private static final long MEGABYTE = 1L << 20;
  private static final long MILLION = 1_000_000;
  private static final String SCHEMA = "schema";

  private static final Set<String> TEXTS = Set.of("character varying", "text", "citext");

  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    inputs
        .altered(Section.FIELDS)
        .filter(HazardInputs::altersColumn)
        .forEach(alter -> altered(alter, inputs, collector));
    inputs
        .altered(Section.SYSTEM_FIELDS)
        .filter(alter -> isSwitched(alter, "is_indexed", JsonBoolean.TRUE))
        .forEach(alter -> ask(HazardCode.BUILDS_INDEX, alter.key(), collector));
    inputs
        .created(Section.FIELDS)
        .filter(create -> !inputs.creates(create.key().collection()))
        .forEach(
            create -> {
              JsonObject schema = create.after().object(SCHEMA);
              if (schema.get("is_unique").equals(JsonBoolean.TRUE)
                  || schema.get("is_indexed").equals(JsonBoolean.TRUE)) {
                ask(HazardCode.BUILDS_INDEX, create.key(), collector);
              }
            });
    inputs
        .created(Section.RELATIONS)
        .filter(create -> !inputs.creates(create.key().collection()))
        .filter(create -> !create.after().get("related_collection").isNull())
        .forEach(create -> ask(HazardCode.CHECKS_ROWS, create.key(), collector));
    // Directus drops and creates the foreign key with any change of a relation.
    inputs
        .altered(Section.RELATIONS)
        .filter(alter -> !alter.before().get("related_collection").isNull())
        .forEach(alter -> ask(HazardCode.CHECKS_ROWS, alter.key(), collector));
  }

  private static void altered(Alter alter, HazardInputs inputs, SuspicionCollector collector) {
    ItemKey key = alter.key();
    Optional<ColumnForm> form = ColumnForm.of(HazardInputs.result(alter));
    Optional<ColumnType> from =
        inputs.column(key.collection(), key.field()).map(column -> column.type());
    if (form.isPresent() && from.isPresent() && rewrites(from.get(), form.get(), inputs)) {
      ask(HazardCode.REWRITES_TABLE, key, collector);
    }
    if (isSwitched(alter, "is_unique", JsonBoolean.TRUE)
        || isSwitched(alter, "is_indexed", JsonBoolean.TRUE)) {
      ask(HazardCode.BUILDS_INDEX, key, collector);
    }
    if (isSwitched(alter, "is_nullable", JsonBoolean.FALSE)) {
      ask(HazardCode.CHECKS_ROWS, key, collector);
    }
  }

  private static boolean isSwitched(Alter alter, String flag, JsonBoolean to) {
    return HazardInputs.property(alter, SCHEMA + "." + flag)
        .filter(property -> property.after().equals(to))
        .isPresent();
  }

  /** PostgreSQL's {@code ATColumnChangeRequiresRewrite}: not where the bytes stay what they are. */
  private static boolean rewrites(ColumnType from, ColumnForm to, HazardInputs inputs) {
    if (to.is(from)) {
      return false;
    }
    return switch (to.kind()) {
      case TEXT -> !TEXTS.contains(from.name());
      case VARCHAR ->
          !(from.name().equals("character varying")
              && from.modifier() >= 4
              && from.modifier() - 4 <= to.length());
      case NUMERIC ->
          !(from.name().equals("numeric")
              && from.modifier() >= 0
              && ((from.modifier() - 4) & 0x7FF) == to.scale()
              && ((from.modifier() - 4) >> 16) <= to.precision());
      case TIMESTAMP, TIMESTAMPTZ -> !(from.name().startsWith("timestamp") && isUtc(inputs));
      default -> true;
    };
  }

  private static boolean isUtc(HazardInputs inputs) {
    return inputs.targetModel().stream()
        .map(model -> model.objects().properties().settings().get("TimeZone"))
        .anyMatch(DatabaseSettings.usual("TimeZone")::equals);
  }

  private static void ask(HazardCode code, ItemKey key, SuspicionCollector collector) {
    collector.grade(
        new Countable(
            code,
            key.text(),
            List.of(new TableSize(key.collection())),
            TableLocks::severity,
            code.gravest(),
            amounts -> sentence(code, key, amounts),
            Optional.of("carry the plan out when nobody needs the table"),
            false));
  }

  private static Optional<Severity> severity(Amounts amounts) {
    long rows = amounts.number(0, 0);
    long bytes = amounts.number(0, 1);
    if (bytes >= 1024 * MEGABYTE || rows >= 10 * MILLION) {
      return Optional.of(Severity.HIGH);
    }
    if (bytes >= 100 * MEGABYTE || rows >= MILLION) {
      return Optional.of(Severity.MEDIUM);
    }
    return bytes >= 10 * MEGABYTE ? Optional.of(Severity.LOW) : Optional.empty();
  }

  private static String sentence(HazardCode code, ItemKey key, Amounts amounts) {
    String table = Words.name(key.collection());
    String size =
        amounts.notKnown(0)
            ? "its size is unknown"
            : "about %s, %s MB"
                .formatted(
                    amounts.of(0, 0, "row"),
                    String.format(Locale.ROOT, "%,d", amounts.number(0, 1) / MEGABYTE));
    return switch (code) {
      case REWRITES_TABLE ->
          "the new type of %s rewrites the table of %s (%s); until the plan ends nobody can read or write it"
              .formatted(Words.name(key.text()), table, size);
      case BUILDS_INDEX ->
          "an index of %s is built over the table of %s (%s); until the plan ends nobody can read or write it"
              .formatted(Words.name(key.text()), table, size);
      default ->
          "PostgreSQL checks %s in each row of %s (%s); until the plan ends nobody can write to it"
              .formatted(Words.name(key.text()), table, size);
    };
  }
}
