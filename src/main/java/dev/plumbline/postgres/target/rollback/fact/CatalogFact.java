package dev.plumbline.postgres.target.rollback.fact;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that a catalog says about a table, other than its columns. Two are the same if the
 * statements are that create them.
 *
 * @param table without its schema
 * @param name among those of its kind and table; empty if there can only be one
 * @param create the statement that makes it so
 * @param drop the statement after which it is not so any more; empty if only another fact can
 *     replace it
 */
public record CatalogFact(
    FactKind kind, String table, String name, String create, Optional<String> drop)
    implements Comparable<CatalogFact> {
  private static final Comparator<CatalogFact> ORDER =
      Comparator.comparing(CatalogFact::kind)
          .thenComparing(CatalogFact::table)
          .thenComparing(CatalogFact::name)
          .thenComparing(CatalogFact::create);

  /** For messages. */
  public String text() {
    return "%s%s of `%s`"
        .formatted(
            kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            name.isEmpty() ? "" : " `" + name + "`",
            table);
  }

  /** Whether it is the same thing, perhaps with another definition. */
  boolean isAbout(CatalogFact other) {
    return kind == other.kind && table.equals(other.table) && name.equals(other.name);
  }

  @Override
  public int compareTo(CatalogFact other) {
    return ORDER.compare(this, other);
  }
}
