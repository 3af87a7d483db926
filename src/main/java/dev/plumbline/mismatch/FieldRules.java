package dev.plumbline.mismatch;

import dev.plumbline.mismatch.seen.FieldRow;
import dev.plumbline.mismatch.seen.Names;
import dev.plumbline.mismatch.seen.Standing;
import dev.plumbline.schema.Catalog.Column;
import dev.plumbline.schema.Catalog.Table;
import java.util.List;

/** Fields and the columns behind them, columns and the fields before them. */
final class FieldRules {
  private FieldRules() {}

  static void tell(Names names, Told told) {
    for (Table table : names.usedTables()) {
      names.fields(table.name()).values().forEach(rows -> field(names, rows, told));
      // Directus knows the columns of its own tables without rows.
      if (names.standing(table.name()) == Standing.COLLECTION) {
        table.columns().forEach(column -> column(names, table, column, told));
      }
    }
  }

  private static void field(Names names, List<FieldRow> rows, Told told) {
    FieldRow row = rows.getFirst();
    boolean column = names.column(row.collection(), row.field()).isPresent();
    boolean alias = rows.stream().anyMatch(FieldRow::alias);
    if (!column && !alias) {
      told.add(
          MismatchCode.GHOST_FIELD,
          row.name(),
          "field `%s` has no column; Directus does not show it and cannot add it again"
              .formatted(row.name()));
    } else if (rows.size() > 1) {
      told.add(
          MismatchCode.DUPLICATE_FIELD,
          row.name(),
          "directus_fields has %d rows of `%s`; %s"
              .formatted(
                  rows.size(),
                  row.name(),
                  alias
                      ? "Directus shows more than one field"
                      : "the one with the least id counts"));
    } else if (column && alias) {
      told.add(
          MismatchCode.FIELD_ALIAS_BESIDE_COLUMN,
          row.name(),
          "field `%s` is an alias by its special, but there is a column of that name too"
              .formatted(row.name()));
    }
  }

  private static void column(Names names, Table table, Column column, Told told) {
    if (names.field(table.name(), column.name()).isEmpty()) {
      told.add(
          MismatchCode.UNTRACKED_COLUMN,
          table.name() + "." + column.name(),
          "column `%s.%s` (%s) is no field of Directus"
              .formatted(table.name(), column.name(), column.type().name()));
    }
  }
}
