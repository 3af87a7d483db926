package dev.plumbline.inventory;

import dev.plumbline.schema.Catalog.Column;
import dev.plumbline.schema.Catalog.ColumnType;
import dev.plumbline.schema.Catalog.ColumnValue.Default;
import dev.plumbline.schema.Origin;
import java.util.Set;

/**
 * What Directus's snapshot leaves out of a field's column, shows of two that differ alike, or shows
 * of two that are the same differently. Where a member of this is present, it decides.
 */
final class SnapshotLoss {
  /** Of these it shows length, precision and scale. */
  private static final Set<String> SHOWN =
      Set.of("character", "character varying", "bit", "bit varying", "numeric");

  private SnapshotLoss() {}

  static Definition of(Column column) {
    Definition definition =
        Definitions.details(new Definition().with("collation", column.collation()), column);
    ColumnType type = column.type();
    if (type.origin().isPresent() || (type.modifier() >= 0 && !SHOWN.contains(type.name()))) {
      definition
          .with("type", SqlText.ofType(type))
          .with("extension", type.origin().flatMap(Origin::extension));
    }
    // Of a sequence the snapshot shows all there is to say.
    return column.value() instanceof Default(String expression)
            && DefaultMeaning.isSequence(expression)
        ? definition
        : Definitions.value(definition, column);
  }
}
