package dev.plumbline.postgres.scan.walk;

import static java.util.stream.Gatherers.windowFixed;

import dev.plumbline.integrity.Check.AnyOrphans;
import dev.plumbline.integrity.Check.Target;
import dev.plumbline.postgres.scan.form.AnyItems;
import dev.plumbline.postgres.scan.form.Dialect;
import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.server.Asking;
import dev.plumbline.postgres.scan.tally.Counted;
import dev.plumbline.postgres.scan.tally.Counting;
import dev.plumbline.watch.UnreadableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The orphans of a many-to-any, target by target: first those whose item is written like no key
 * there, which costs one comparison of texts. Only what is left, mostly next to nothing, is read as
 * a key and looked up. A target that is much larger than what names it is asked key by key at once.
 * Versions and comments may name any collection and mostly name a handful: targets that no row of
 * the part names are not touched at all, and the others some at a time, because each is locked with
 * all its indexes.
 */
record AnyRows(AnyOrphans any, Walk.Part part, Dialect dialect, Asking asking, KnownTables tables) {
  /** So many times the rows: then a lookup of each costs less than reading all keys. */
  private static final int MUCH_LARGER = 4;

  /** Of so few targets, to ask which are named costs more than it spares. */
  private static final int FEW = 10;

  /** Targets of one statement. */
  private static final int AT_ONCE = 50;

  Counted counted(int most) throws SQLException, UnreadableException {
    Counting counting = new Counting(any.key(), List.of(Walk.ALL));
    List<Target> targets = any.targets().size() <= FEW ? any.targets() : named();
    Counted counted = Counted.nothing(1);
    for (List<Target> some : targets.stream().gather(windowFixed(AT_ONCE)).toList()) {
      counted =
          counted.plus(
              asking.releasing(
                  () -> counting.run(asking, orphans(some), part.only(), part.versions(), most)));
    }
    return counted;
  }

  /** Those that some row of the part names. */
  private List<Target> named() throws SQLException {
    Set<String> collections =
        new HashSet<>(
            asking.rows(
                Phrase.of(
                    "SELECT DISTINCT {} FROM {} WHERE {} IS NOT NULL AND {}",
                    AnyItems.collection(any),
                    part.from(),
                    Phrase.column("t", any.collectionColumn()),
                    part.only()),
                row -> row.getString(1)));
    return any.targets().stream()
        .filter(target -> collections.contains(target.collection()))
        .toList();
  }

  private Phrase orphans(List<Target> some) throws SQLException, UnreadableException {
    Phrase columns = columns();
    List<Phrase> targets = new ArrayList<>();
    // All in one question.
    tables.of(some.stream().map(Target::table).toList());
    for (Target target : some) {
      double rows = tables.of(target.table()).rows();
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
    return Phrase.of("({}) t", Phrase.join("\n UNION ALL ", targets));
  }

  /** By name: a role that was granted some columns may not ask for all. */
  private Phrase columns() {
    Set<String> names = new LinkedHashSet<>(any.key());
    names.add(any.collectionColumn());
    names.add(any.itemColumn());
    List<Phrase> columns = new ArrayList<>();
    names.forEach(name -> columns.add(Phrase.column("t", name)));
    part.versions().ifPresent(versions -> columns.add(versions.born()));
    return Phrase.join(", ", columns);
  }
}
