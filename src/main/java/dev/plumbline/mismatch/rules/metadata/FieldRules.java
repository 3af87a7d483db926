package dev.plumbline.mismatch.rules.metadata;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.TableDetails.Firing;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.mismatch.nulls.Nulls;
import dev.plumbline.model.CollectionStatus;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.FieldRow;
import dev.plumbline.model.system.SystemFields;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fields and the columns behind them, columns and the fields before them. */
public final class FieldRules {
  /** PostgreSQL writes INSERT before other events. */
  private static final Pattern BEFORE_INSERT =
      Pattern.compile("\\bBEFORE INSERT\\b.*\\bFOR EACH ROW\\b", Pattern.DOTALL);

  private FieldRules() {}

  public static void apply(ContentModel model, Renames renames, MismatchCollector collector) {
    SystemFields own = SystemFields.of(model.catalog());
    for (Table table : model.usedTables()) {
      model.fields(table.name()).values().forEach(rows -> field(model, renames, rows, collector));
      boolean isSystem = model.status(table.name()) == CollectionStatus.SYSTEM;
      Nulls nulls = new Nulls(table, model.objects());
      for (Column column : table.columns()) {
        if (!model.field(table.name(), column.name()).isEmpty()
            || renames.isNewName(table.name(), column.name())) {
          continue;
        }
        // Directus knows the columns of its own tables without rows.
        if (!isSystem) {
          column(table, column, nulls, collector);
        } else if (own.all().containsKey(table.name())
            && !own.contains(table.name(), column.name())
            && mustBeFilled(table, column, nulls).isPresent()
            && !hasFillingTrigger(table)) {
          unfillable(table, column, nulls, collector);
        }
      }
    }
  }

  private static void field(
      ContentModel model, Renames renames, List<FieldRow> rows, MismatchCollector collector) {
    FieldRow row = rows.getFirst();
    if (renames.isOldName(row.collection(), row.field())) {
      return;
    }
    boolean column = model.column(row.collection(), row.field()).isPresent();
    boolean alias = rows.stream().anyMatch(FieldRow::alias);
    if (!column && !alias) {
      collector.add(
          MetadataMismatch.GHOST_FIELD,
          row.name(),
          "field `%s` has no column: Directus does not show the field and cannot add it again"
              .formatted(row.name()));
    } else if (rows.size() > 1) {
      collector.add(
          MetadataMismatch.DUPLICATE_FIELD,
          row.name(),
          "directus_fields has %d rows of `%s`; %s"
              .formatted(
                  rows.size(),
                  row.name(),
                  alias
                      ? "Directus shows more than one field"
                      : "Directus uses the one with the lowest id"));
    } else if (column && alias) {
      collector.add(
          MetadataMismatch.FIELD_ALIAS_BESIDE_COLUMN,
          row.name(),
          "field `%s` is an alias by its special, but there is also a column of this name"
              .formatted(row.name()));
    }
  }

  private static void column(Table table, Column column, Nulls nulls, MismatchCollector collector) {
    boolean isRequired = mustBeFilled(table, column, nulls).isPresent();
    boolean isFilled = hasFillingTrigger(table);
    if (isRequired && !isFilled) {
      unfillable(table, column, nulls, collector);
      return;
    }
    collector.add(
        MetadataMismatch.UNTRACKED_COLUMN,
        table.name() + "." + column.name(),
        "column `%s.%s` (%s) is not a field of Directus%s"
            .formatted(
                table.name(),
                column.name(),
                column.type().name(),
                isRequired ? "; it requires a value, which only a trigger can set" : ""));
  }

  private static void unfillable(
      Table table, Column column, Nulls nulls, MismatchCollector collector) {
    collector.add(
        MetadataMismatch.REQUIRED_COLUMN_UNTRACKED,
        table.name() + "." + column.name(),
        ("items of `%1$s` cannot be created through Directus: column `%1$s.%2$s`"
                + " (%3$s) requires a value (%4$s) and has no default, but it is not a field."
                + " Give it a default, allow null, or make it a field")
            .formatted(
                table.name(),
                column.name(),
                column.type().name(),
                mustBeFilled(table, column, nulls).orElse("")));
  }

  /** What forbids null where nothing but the statement itself can give a value. */
  private static Optional<String> mustBeFilled(Table table, Column column, Nulls nulls) {
    return !table.primaryKey().contains(column.name()) && nulls.isEmptyByDefault(column)
        ? nulls.forbids(column)
        : Optional.empty();
  }

  /** Whether some trigger may fill in what a statement leaves out. */
  private static boolean hasFillingTrigger(Table table) {
    return table.details().triggers().stream()
        .filter(trigger -> trigger.firing() == Firing.ORIGIN || trigger.firing() == Firing.ALWAYS)
        .anyMatch(trigger -> BEFORE_INSERT.matcher(trigger.definition()).find());
  }
}
