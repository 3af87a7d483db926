package dev.plumbline.postgres.target.rollback.row;

import dev.plumbline.postgres.target.shape.ColumnShape;
import dev.plumbline.postgres.target.shape.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How the columns of a table that both databases have differ.
 *
 * @param current as the target has it
 * @param created of the target, which the former database lacks
 * @param missing of the former database, which the target lacks
 * @param changed of the former database, which have another type in the target
 * @param changedKeys likewise, of the primary key
 */
public record ColumnChanges(
    TableShape former,
    TableShape current,
    List<ColumnShape> created,
    List<ColumnShape> missing,
    List<ColumnShape> changed,
    List<ColumnShape> changedKeys) {

  public static ColumnChanges of(TableShape former, TableShape current) {
    List<ColumnShape> created = new ArrayList<>();
    List<ColumnShape> missing = new ArrayList<>();
    List<ColumnShape> changed = new ArrayList<>();
    List<ColumnShape> changedKeys = new ArrayList<>();
    for (ColumnShape column : current.columns()) {
      if (former.column(column.name()).isEmpty()) {
        created.add(column);
      }
    }
    for (ColumnShape was : former.columns()) {
      Optional<ColumnShape> now = current.column(was.name());
      if (now.isEmpty()) {
        missing.add(was);
      } else if (!now.get().equals(was)) {
        if (was.isGenerated() || now.get().isGenerated()) {
          // PostgreSQL cannot change how a column is generated.
          created.add(now.get());
          missing.add(was);
        } else {
          (former.key().contains(was.name()) ? changedKeys : changed).add(was);
        }
      }
    }
    return new ColumnChanges(former, current, created, missing, changed, changedKeys);
  }

  boolean isEmpty() {
    return created.isEmpty() && missing.isEmpty() && !hasOtherTypes();
  }

  public boolean hasOtherTypes() {
    return !changed.isEmpty() || !changedKeys.isEmpty();
  }

  public boolean hasOtherType(String column) {
    return changed.stream().anyMatch(one -> one.name().equals(column))
        || changedKeys.stream().anyMatch(one -> one.name().equals(column));
  }

  public String table() {
    return former.name();
  }

  /** Whether values come from the former database. */
  public boolean readsFormerValues() {
    return !missingStored().isEmpty() || !changed.isEmpty();
  }

  /** With values of their own. */
  List<ColumnShape> missingStored() {
    return missing.stream().filter(column -> !column.isGenerated()).toList();
  }

  List<ColumnShape> createdStored() {
    return created.stream().filter(column -> !column.isGenerated()).toList();
  }

  /** Whether rows can be found by the primary key that they had. */
  boolean hasFormerKey() {
    return !former.key().isEmpty()
        && former.key().equals(current.key())
        && former.key().stream().allMatch(name -> created.stream().noneMatch(named(name)));
  }

  private static Predicate<ColumnShape> named(String name) {
    return column -> column.name().equals(name);
  }
}
