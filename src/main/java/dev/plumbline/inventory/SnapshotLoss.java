package dev.plumbline.inventory;

import dev.plumbline.schema.Catalog.Column;
import dev.plumbline.schema.Catalog.ColumnType;
import dev.plumbline.schema.Catalog.ColumnValue;
import java.util.Set;

/** What Directus leaves out of the type and the default of a field that it tells. */
final class SnapshotLoss {
  /** Of these it tells length, precision and scale. */
  private static final Set<String> TOLD =
      Set.of("character", "character varying", "bit", "bit varying", "numeric");

  private SnapshotLoss() {}

  static void of(Column column, Definition definition) {
    ColumnType type = column.type();
    if (type.modifier() >= 0 && !TOLD.contains(type.name())) {
      definition.with("type", SqlText.ofType(type));
    }
    if (column.value() instanceof ColumnValue.Default(String expression)
        && isLost(expression, type.name())) {
      definition.with("default", SqlText.shown(expression));
    }
  }

  /** Directus cuts a default at its first {@code ::} and shows any expression as true. */
  private static boolean isLost(String expression, String type) {
    if (expression.startsWith("nextval(") || isCast("NULL", expression)) {
      return false;
    }
    if (type.equals("boolean")) {
      return !expression.equals("true") && !expression.equals("false");
    }
    int end = expression.lastIndexOf('\'') + 1;
    String literal = expression.substring(0, end);
    return expression.contains("::")
        && !(literal.startsWith("'") && !literal.contains("::") && isCast(literal, expression));
  }

  private static boolean isCast(String value, String expression) {
    String cast = value + "::";
    return expression.startsWith(cast) && !expression.substring(cast.length()).contains("::");
  }
}
