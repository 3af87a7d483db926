package dev.plumbline.postgres.target.rollback.directus;

import dev.plumbline.postgres.target.rollback.row.RowNotes;
import dev.plumbline.postgres.target.shape.TableShape;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Names of dropped fields, which Directus took out of the lists of permissions. */
final class PermissionFields {
  private static final String ALL = "*";
  private static final String OBJECT = "the fields of `directus_permissions`";

  private final TargetTransaction from;
  private final TargetTransaction to;
  private final SortedMap<String, TableShape> former;
  private final SortedMap<String, TableShape> current;
  private final RowNotes notes;

  /**
   * @param fields separated by commas; null or empty if there are none
   */
  private record Permission(String id, String collection, @Nullable String fields) {
    List<String> list() {
      return fields == null || fields.isEmpty() ? List.of() : Arrays.asList(fields.split(",", -1));
    }
  }

  PermissionFields(
      TargetTransaction from,
      TargetTransaction to,
      SortedMap<String, TableShape> former,
      SortedMap<String, TableShape> current,
      RowNotes notes) {
    this.from = from;
    this.to = to;
    this.former = former;
    this.current = current;
    this.notes = notes;
  }

  /**
   * @param dropped names of fields by collection
   */
  void restore(SortedMap<String, SortedSet<String>> dropped) throws StatementFailedException {
    TableShape was = former.get(DirectusTables.PERMISSIONS);
    TableShape is = current.get(DirectusTables.PERMISSIONS);
    if (was == null || is == null || !isText(was) || !isText(is)) {
      notes.add(
          "names of dropped fields are not restored in `directus_permissions`, because the table is another one than expected");
      return;
    }
    String[] collections = dropped.keySet().toArray(String[]::new);
    Map<String, Permission> present = new HashMap<>();
    for (Permission permission : read(to, is, " FOR UPDATE", collections)) {
      present.put(permission.id(), permission);
    }
    for (Permission permission : read(from, was, "", collections)) {
      Permission now = present.get(permission.id());
      if (now != null && now.collection().equals(permission.collection())) {
        String fields = restored(permission, now, dropped.getOrDefault(now.collection(), empty()));
        if (fields != null && !fields.equals(now.fields())) {
          to.update(
              OBJECT,
              "UPDATE %s SET fields = ? WHERE id::text = ?".formatted(is.sql()),
              fields,
              now.id());
        }
      }
    }
  }

  private static SortedSet<String> empty() {
    return Collections.emptySortedSet();
  }

  private static boolean isText(TableShape table) {
    return table.column("id").isPresent()
        && table
            .column("fields")
            .filter(
                column ->
                    column.type().equals("text") || column.type().startsWith("character varying"))
            .isPresent();
  }

  private static List<Permission> read(
      TargetTransaction session, TableShape table, String locked, String[] collections)
      throws StatementFailedException {
    return session.rows(
        OBJECT,
        "SELECT id::text, collection, fields FROM ONLY %s WHERE collection::text = ANY (?::text[]) ORDER BY 1%s"
            .formatted(table.sql(), locked),
        row -> new Permission(row.getString(1), row.getString(2), row.getString(3)),
        (Object) collections);
  }

  /**
   * @return null if nothing was taken out
   */
  private static @Nullable String restored(Permission was, Permission now, Set<String> dropped) {
    List<String> rest = new ArrayList<>(was.list());
    rest.removeAll(dropped);
    if (rest.size() == was.list().size()) {
      return null;
    }
    if (rest.equals(now.list())) {
      return was.fields();
    }
    if (now.list().contains(ALL)) {
      return null;
    }
    List<String> both = new ArrayList<>(now.list());
    was.list().stream()
        .filter(field -> dropped.contains(field) && !both.contains(field))
        .forEach(both::add);
    return String.join(",", both);
  }
}
