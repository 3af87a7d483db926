package dev.plumbline.run.rehearsal;

import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.snapshot.Snapshot;
import java.util.List;

/**
 * What Directus does to the tables of a target, in its order.
 *
 * @param changes all of them, also those that only others need
 * @param isNeeded whether one of them can fail because of rows that exist, or change their values
 * @param unknown fields that are left out, because Plumbline does not know their type
 */
public record Rehearsal(List<TableChange> changes, boolean isNeeded, List<String> unknown) {
  public Rehearsal {
    changes = List.copyOf(changes);
    unknown = List.copyOf(unknown);
  }

  /**
   * @param payload that is sent to Directus
   * @param target as it is before
   */
  public static Rehearsal of(SchemaDiff payload, Snapshot target) {
    return new TableChanges(payload, target).rehearsal();
  }
}
