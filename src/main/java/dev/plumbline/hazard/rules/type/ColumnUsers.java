package dev.plumbline.hazard.rules.type;

import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.IndexForm;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.SqlName;
import dev.plumbline.drift.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Constraints and indexes that use a column, and that PostgreSQL checks or builds again when the
 * column is converted. Left out are those of just this column that other rules evaluate: a unique
 * constraint, a foreign key, {@code NOT NULL}.
 *
 * @param rows of which a row, or two together, can be refused: each a noun and a name
 * @param types which need an operator or a function of the column's type; those of {@code rows},
 *     too
 */
record ColumnUsers(List<String> rows, List<String> types) {
  private static final Pattern OPERATOR_CLASS = Pattern.compile("_ops\\b");

  /**
   * @param unique whether the column has a unique constraint or index of its own
   */
  static ColumnUsers of(Table table, String column, boolean unique) {
    List<String> rows = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (Constraint constraint : table.constraints()) {
      if (constraint.columns().contains(column)) {
        noun(constraint)
            .map(noun -> noun + " " + Words.name(constraint.name()))
            .ifPresent(rows::add);
      }
    }
    for (Index index : table.indexes()) {
      IndexForm form = index.form();
      boolean isKey =
          index.columns().stream().limit(form.keys()).anyMatch(Optional.of(column)::equals);
      boolean isPlain =
          form.predicate().isEmpty() && index.columns().stream().allMatch(Optional::isPresent);
      if (form.ofConstraint()
          || (!isKey && (isPlain || !SqlName.occurs(column, form.definition())))) {
        continue;
      }
      String name = "index " + Words.name(index.name());
      if (index.unique() && !(isPlain && form.keys() == 1 && unique)) {
        rows.add("unique " + name);
      } else if (!isPlain
          || !form.method().equals("btree")
          || OPERATOR_CLASS.matcher(form.definition()).find()) {
        types.add(name);
      }
    }
    types.addAll(0, rows);
    return new ColumnUsers(List.copyOf(rows), List.copyOf(types));
  }

  private static Optional<String> noun(Constraint constraint) {
    boolean isOne = constraint.columns().size() == 1;
    return switch (constraint) {
      case Constraint.Check check ->
          check.enforced() ? Optional.of("check constraint") : Optional.empty();
      case Constraint.Exclusion ignored -> Optional.of("exclusion constraint");
      case Constraint.Unique ignored -> isOne ? Optional.empty() : Optional.of("unique constraint");
      case Constraint.PrimaryKey ignored -> isOne ? Optional.empty() : Optional.of("primary key");
      case Constraint.ForeignKey key ->
          isOne || !key.enforcement().enforced() ? Optional.empty() : Optional.of("foreign key");
    };
  }
}
