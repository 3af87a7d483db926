package dev.plumbline.mismatch;

import dev.plumbline.mismatch.nulls.Nulls;
import dev.plumbline.mismatch.seen.Names;
import dev.plumbline.schema.Catalog;
import dev.plumbline.schema.Catalog.Column;
import dev.plumbline.schema.Catalog.ColumnValue;
import dev.plumbline.schema.Catalog.Table;
import dev.plumbline.schema.SchemaObjects;
import dev.plumbline.schema.SchemaObjects.UserType.Domain;

/** Whether a column may be null and what numbers it, where Directus does not see it. */
final class ColumnRules {
  private final Names names;
  private final Told told;
  private final SchemaObjects objects;

  private ColumnRules(Catalog catalog, Names names, Told told) {
    this.names = names;
    this.told = told;
    this.objects = catalog.objects();
  }

  static void tell(Catalog catalog, Names names, Told told) {
    ColumnRules rules = new ColumnRules(catalog, names, told);
    for (Table table : names.usedTables()) {
      Nulls nulls = new Nulls(table, rules.objects);
      table.columns().stream()
          .filter(column -> names.isTracked(table.name(), column.name()))
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
                  told.add(
                      MismatchCode.NULLABILITY_NOT_SHOWN,
                      name,
                      "schema.is_nullable",
                      "Directus shows column `%s` as nullable, but %s forbids null"
                          .formatted(name, by)));
    }
    if (column.value() instanceof ColumnValue.Identity
        && !table.primaryKey().contains(column.name())) {
      told.add(
          MismatchCode.IDENTITY_NOT_SHOWN,
          name,
          "schema.has_auto_increment",
          "column `%s` is an identity column, but Directus shows a plain column".formatted(name));
    }
    names
        .shown(table.name(), column.name())
        .filter(field -> !Names.isUnknown(field))
        .ifPresent(field -> DefaultRules.tell(table, column, field, told));
    if (column.value() instanceof ColumnValue.Unset) {
      nulls
          .domain(column)
          .flatMap(Domain::defaultValue)
          .ifPresent(
              expression ->
                  told.add(
                      MismatchCode.DEFAULT_MISREAD,
                      name,
                      "schema.default_value",
                      "column `%s` gets a default from its domain, but Directus shows none"
                          .formatted(name)));
    }
  }
}
