package dev.plumbline.postgres.scan.walk;

import dev.plumbline.integrity.Check.AnyOrphans;
import dev.plumbline.integrity.Check.Target;
import dev.plumbline.postgres.scan.form.AnyItems;
import dev.plumbline.postgres.scan.form.Dialect;
import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.server.Asking;
import dev.plumbline.watch.UnreadableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The orphans of a many-to-any, target by target: first those whose item is written like no key
 * there, which costs one comparison of texts. Only what is left, mostly next to nothing, is read as
 * a key and looked up. A target that is much larger than what names it is asked key by key at once.
 */
final class AnyRows {
  /** So many times the rows: then a lookup of each costs less than reading all keys. */
  private static final int MUCH_LARGER = 4;

  private AnyRows() {}

  static Phrase orphans(AnyOrphans any, Walk.Part part, Dialect dialect, Asking asking)
      throws SQLException, UnreadableException {
    Phrase columns = columns(any, part);
    List<Phrase> targets = new ArrayList<>();
    for (Target target : any.targets()) {
      double rows = TableFacts.of(target.table(), dialect, asking).rows();
      Phrase named = Phrase.of("{} AND {}", part.only(), AnyItems.named(any, target));
      Phrase missing = AnyItems.missing(any, target, dialect);
      Phrase unlike = AnyItems.unlike(any, target, dialect);
      if (!AnyItems.isReadOtherwise(target)) {
        targets.add(
            Phrase.of("SELECT {} FROM {} WHERE {} AND {}", columns, part.from(), named, unlike));
      } else if (rows > part.rows() * MUCH_LARGER) {
        targets.add(
            Phrase.of("SELECT {} FROM {} WHERE {} AND {}", columns, part.from(), named, missing));
      } else {
        targets.add(
            Phrase.of(
                "SELECT {} FROM (SELECT {} FROM {} WHERE {} AND {} OFFSET 0) t WHERE {}",
                columns,
                columns,
                part.from(),
                named,
                unlike,
                missing));
      }
    }
    return targets.isEmpty()
        ? Phrase.of("(SELECT {} FROM {} WHERE false) t", columns, part.from())
        : Phrase.of("({}) t", Phrase.join("\n UNION ALL ", targets));
  }

  /** By name: a role that was granted some columns may not ask for all. */
  private static Phrase columns(AnyOrphans any, Walk.Part part) {
    Set<String> names = new LinkedHashSet<>(any.key());
    names.add(any.collectionColumn());
    names.add(any.itemColumn());
    List<Phrase> columns = new ArrayList<>();
    names.forEach(name -> columns.add(Phrase.column("t", name)));
    part.versions().ifPresent(versions -> columns.add(versions.born()));
    return Phrase.join(", ", columns);
  }
}
