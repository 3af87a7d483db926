package dev.plumbline.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.environment.Versions;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Half a migration: its row is missing, its columns are there or not. */
class VersionSkewTest {
  private static final String COLUMNS_ARE_THERE =
      "The system tables have the same columns in both environments";

  @Test
  void columnsWithoutTheRowOfTheirMigrationAreSaid() {
    Side source = side(List.of("20240422A", "20240515A"), "public_registration");
    Side target = side(List.of("20240515A", "20990101A"), "public_registration");

    assertThat(messages(source, target))
        .singleElement()
        .asString()
        .startsWith(
            "migrations of Directus: 1 only in the source (20240422A), 1 only in the target"
                + " (20990101A)")
        .contains(COLUMNS_ARE_THERE, "the next upgrade may fail");
  }

  @Test
  void migrationWhoseColumnsAreMissingTooIsOrdinary() {
    Side source = side(List.of("20240422A", "20240515A"), "public_registration");
    Side target = side(List.of("20240515A"), "project_name");

    assertThat(messages(source, target).getFirst())
        .startsWith("migrations of Directus: 1 only in the source (20240422A)")
        .doesNotContain(COLUMNS_ARE_THERE);
  }

  private static List<String> messages(Side source, Side target) {
    return Differ.diff(source, target).changes().stream()
        .filter(change -> change.code() == ChangeCode.DIRECTUS_MIGRATIONS_CHANGED)
        .map(Change::message)
        .toList();
  }

  private static Side side(List<String> migrations, String column) {
    TreeMap<ObjectId, JsonObject> objects = new TreeMap<>();
    objects.put(new ObjectId(ObjectKind.COLUMN, "directus_settings", column), JsonObject.EMPTY);
    return new Side(
        new Snapshot(List.of(), List.of(), List.of(), List.of()),
        new Versions(Optional.of("12.4.0"), Optional.of("18.1"), migrations),
        Optional.of(new Inventory(objects)));
  }
}
