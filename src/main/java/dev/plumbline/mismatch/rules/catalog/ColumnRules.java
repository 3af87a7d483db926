package dev.plumbline.mismatch.rules.catalog;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.SchemaObjects.UserType.Domain;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.mismatch.nulls.Nulls;
import dev.plumbline.model.ContentModel;

/** Whether a column may be null and what numbers it, where Directus does not see it. */
public final class ColumnRules {
  private final ContentModel model;
  private final MismatchCollector collector;

  private ColumnRules(ContentModel model, MismatchCollector collector) {
    this.model = model;
    this.collector = collector;
  }

  public static void apply(ContentModel model, MismatchCollector collector) {
    ColumnRules rules = new ColumnRules(model, collector);
    for (Table table : model.usedTables()) {
      Nulls nulls = new Nulls(table, model.objects());
      table.columns().stream()
          .filter(column -> model.isTracked(table.name(), column.name()))
          .forEach(column -> rules.column(table, nulls, column));
    }
  }

  private void column(Table table, Nulls nulls, Column column) {
    String name = table.name() + "." + column.name();
    if (column.nullable()) {
      nulls
          .forbids(column)
          .ifPresent(
              by ->
                  collector.add(
                      CatalogMismatch.NULLABILITY_NOT_SHOWN,
                      name,
                      "schema.is_nullable",
                      "Directus shows column `%s` as nullable, but %s forbids null"
                          .formatted(name, by)));
    }
    if (column.value() instanceof ColumnValue.Identity
        && !table.primaryKey().contains(column.name())) {
      collector.add(
          CatalogMismatch.IDENTITY_NOT_SHOWN,
          name,
          "schema.has_auto_increment",
          "column `%s` is an identity column, but Directus shows a plain column".formatted(name));
    }
    model
        .shownColumn(table.name(), column.name())
        .filter(field -> !TypeRules.isUnknown(field))
        .ifPresent(field -> DefaultRules.apply(table, column, field, collector));
    if (column.value() instanceof ColumnValue.Unset) {
      nulls
          .domain(column)
          .flatMap(Domain::defaultValue)
          .ifPresent(
              expression ->
                  collector.add(
                      CatalogMismatch.DEFAULT_MISREAD,
                      name,
                      "schema.default_value",
                      "column `%s` gets a default from its domain, but Directus shows none"
                          .formatted(name)));
    }
  }
}
