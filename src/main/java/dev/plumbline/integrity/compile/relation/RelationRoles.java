package dev.plumbline.integrity.compile.relation;

import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.model.RelationRow;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a relation is for. */
final class RelationRoles {
  private final Set<String> translationAliases = new HashSet<>();
  private final List<Junction> junctions = new ArrayList<>();
  private final Map<RelationRow, Junction> bySide = new HashMap<>();

  RelationRoles(CheckInputs inputs) {
    for (Field field : inputs.model().snapshot().fields()) {
      if (CheckInputs.special(inputs.model().fieldMeta(field.collection(), field.field()))
          .contains("translations")) {
        translationAliases.add(key(field.collection(), field.field()));
      }
    }
    for (RelationRow row : inputs.relations()) {
      row.junctionField().stream()
          .filter(other -> row.field().compareTo(other) < 0)
          .flatMap(other -> inputs.model().relationsOf(row.collection(), other).stream().distinct())
          .filter(other -> other.junctionField().equals(Optional.of(row.field())))
          .map(other -> new Junction(row, other, isTranslation(row) || isTranslation(other)))
          .forEach(this::add);
    }
  }

  private void add(Junction junction) {
    junctions.add(junction);
    junction.sides().forEach(side -> bySide.putIfAbsent(side, junction));
  }

  private boolean isTranslation(RelationRow row) {
    return row.one().isPresent()
        && row.oneField().isPresent()
        && translationAliases.contains(key(row.one().get(), row.oneField().get()));
  }

  /** Junctions of which both sides know of one another. */
  List<Junction> junctions() {
    return junctions;
  }

  CheckCode of(RelationRow row) {
    Junction junction = bySide.get(row);
    if (junction != null && junction.translation()) {
      return RelationCheck.ORPHANED_TRANSLATION;
    }
    return row.junctionField().isPresent()
        ? RelationCheck.ORPHANED_JUNCTION_ROW
        : of(row.collection(), row.one().orElse(""));
  }

  /** Of a foreign key that Directus does not know. */
  static CheckCode of(String table, String parent) {
    if (table.equals(parent)) {
      return RelationCheck.ORPHANED_SELF_REFERENCE;
    }
    return parent.equals("directus_files")
        ? RelationCheck.ORPHANED_FILE_REFERENCE
        : RelationCheck.ORPHANED_REFERENCE;
  }

  private static String key(String collection, String field) {
    return collection.length() + ":" + collection + field;
  }
}
