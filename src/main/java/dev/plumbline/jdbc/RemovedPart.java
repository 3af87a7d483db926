package dev.plumbline.jdbc;

import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.store.Part;
import java.util.ArrayList;
import java.util.List;

/** What is deleted of a part that left long ago: all that is known of it, itself last. */
final class RemovedPart {
  private static final String FINDINGS =
      "DELETE FROM finding WHERE id IN (SELECT id FROM finding WHERE %s LIMIT %d)";

  private RemovedPart() {}

  /** Statements to be repeated until they delete fewer rows than a batch has. */
  static List<Sql> deletes(Part part, int batch) {
    List<Sql> deletes = new ArrayList<>();
    String name = part.name();
    switch (part.kind()) {
      case POLL -> {
        deletes.add(
            Sql.of(
                FINDINGS.formatted(
                    "scope = ANY (?) OR scope LIKE 'pair/' || ? || '/%' OR scope LIKE 'pair/%/' || ?",
                    batch),
                List.of(
                    "sources/" + name,
                    "mismatch/" + name,
                    "catalog/" + name,
                    "losses/" + name,
                    "identity/" + name),
                name,
                name));
        deletes.add(
            Sql.of(
                """
                DELETE FROM snapshot_period WHERE id IN (
                  SELECT id FROM snapshot_period WHERE environment = ? LIMIT %d)
                """
                    .formatted(batch),
                name));
        deletes.add(Sql.of("DELETE FROM identity WHERE environment = ?", name));
        deletes.add(Sql.of("DELETE FROM environment WHERE name = ?", name));
      }
      case SCAN -> {
        deletes.add(
            Sql.of(
                FINDINGS.formatted("scope = ? OR scope LIKE 'check/' || ? || '/%'", batch),
                "scan/" + name,
                name));
        for (String table : List.of("check_status", "item_count", "scan")) {
          deletes.add(
              Sql.of(
                  """
                  DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
                    SELECT ctid FROM %1$s WHERE environment = ? LIMIT %2$d))
                  """
                      .formatted(table, batch),
                  name));
        }
      }
      case COMPARISON -> {
        deletes.add(Sql.of(FINDINGS.formatted("scope = ?", batch), "comparison/" + name));
        deletes.add(Sql.of("DELETE FROM comparison WHERE name = ?", name));
      }
    }
    deletes.add(Sql.of("DELETE FROM part WHERE part = ?", part.key()));
    return deletes;
  }
}
