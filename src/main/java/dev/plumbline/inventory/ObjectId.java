package dev.plumbline.inventory;

import java.util.Comparator;

/**
 * Names an object of the inventory.
 *
 * @param table that it belongs to; empty if it is of the schema, as a table itself is that Directus
 *     does not track. What there is to say of a tracked table as a whole has its name here too.
 * @param name a routine's with its arguments; a grant's is the grantee
 */
public record ObjectId(ObjectKind kind, String table, String name) implements Comparable<ObjectId> {
  private static final Comparator<ObjectId> ORDER =
      Comparator.comparing(ObjectId::kind)
          .thenComparing(ObjectId::table)
          .thenComparing(ObjectId::name);

  @Override
  public int compareTo(ObjectId other) {
    return ORDER.compare(this, other);
  }
}
