package dev.plumbline.integrity.compile.relation;

import dev.plumbline.model.RelationRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A collection whose rows join two others.
 *
 * @param one side; of the two the one whose field comes first by name
 * @param translation whether one side is an item and the other its language
 */
record Junction(RelationRow one, RelationRow other, boolean translation) {
  String collection() {
    return one.collection();
  }

  Stream<RelationRow> sides() {
    return Stream.of(one, other);
  }

  /**
   * What distinguishes one pair from another: both sides, and of many-to-any also the collection.
   */
  List<String> columns() {
    List<String> columns = new ArrayList<>();
    sides()
        .forEach(
            side -> {
              columns.add(side.field());
              Optional<String> collectionField = side.collectionField();
              if (side.isAny() && collectionField.isPresent()) {
                columns.add(collectionField.get());
              }
            });
    return columns.stream().distinct().toList();
  }
}
