package dev.plumbline.inventory.definition;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.ColumnValue.Default;
import dev.plumbline.catalog.Origin;
import java.util.Set;

/**
 * What Directus's snapshot leaves out of a field's column, shows of two that differ alike, or shows
 * of two that are the same differently. Where a member of this is present, it decides.
 */
public final class SnapshotLoss {
  /** Of these it shows length, precision and scale. */
  private static final Set<String> SHOWN =
      Set.of("character", "character varying", "bit", "bit varying", "numeric");

  private SnapshotLoss() {}

  public static ObjectDefinition of(Column column) {
    ObjectDefinition definition =
        ObjectDefinitions.details(
            new ObjectDefinition().with("collation", column.collation()), column);
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
        : ObjectDefinitions.value(definition, column);
  }
}
