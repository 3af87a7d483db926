package dev.plumbline.postgres.scan.traversal;

import static java.util.stream.Gatherers.windowFixed;

import dev.plumbline.integrity.Check.AnyOrphans;
import dev.plumbline.integrity.Check.Target;
import dev.plumbline.postgres.scan.counting.CountResult;
import dev.plumbline.postgres.scan.counting.ViolationCounting;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.ManyToAnyItems;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.scan.traversal.statistics.TableStatisticsReader;
import dev.plumbline.watch.source.UnreadableException;
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
record ManyToAnyTraversal(
    AnyOrphans any,
    RowTraversal.Part part,
    Dialect dialect,
    ScanTransaction transaction,
    TableStatisticsReader tables) {
  /** So many times the rows: then a lookup of each costs less than reading all keys. */
  private static final int MUCH_LARGER = 4;

  /** Of so few targets, to ask which are named costs more than it spares. */
  private static final int FEW = 10;

  /** Targets of one statement. */
  private static final int AT_ONCE = 50;

  CountResult counted(int most) throws SQLException, UnreadableException {
    ViolationCounting counting = new ViolationCounting(any.key(), List.of(RowTraversal.ALL));
    List<Target> targets = any.targets().size() <= FEW ? any.targets() : named();
    CountResult counted = CountResult.nothing(1);
    for (List<Target> some : targets.stream().gather(windowFixed(AT_ONCE)).toList()) {
      counted =
          counted.plus(
              transaction.releasing(
                  () ->
                      counting.run(
                          transaction, orphans(some), part.only(), part.versions(), most)));
    }
    return counted;
  }

  /** Those that some row of the part names. */
  private List<Target> named() throws SQLException {
    Set<String> collections =
        new HashSet<>(
            transaction.rows(
                SqlFragment.of(
                    "SELECT DISTINCT {} FROM {} WHERE {} IS NOT NULL AND {}",
                    ManyToAnyItems.collection(any),
                    part.from(),
                    SqlFragment.column("t", any.collectionColumn()),
                    part.only()),
                row -> row.getString(1)));
    return any.targets().stream()
        .filter(target -> collections.contains(target.collection()))
        .toList();
  }

  private SqlFragment orphans(List<Target> some) throws SQLException, UnreadableException {
    SqlFragment columns = columns();
    List<SqlFragment> targets = new ArrayList<>();
    // All in one question.
    tables.of(some.stream().map(Target::table).toList());
    for (Target target : some) {
      double rows = tables.of(target.table()).rows();
      SqlFragment named =
          SqlFragment.of("{} AND {}", part.only(), ManyToAnyItems.named(any, target));
      SqlFragment missing = ManyToAnyItems.missing(any, target, dialect);
      SqlFragment unlike = ManyToAnyItems.unlike(any, target, dialect);
      if (!ManyToAnyItems.isReadOtherwise(target)) {
        targets.add(
            SqlFragment.of(
                "SELECT {} FROM {} WHERE {} AND {}", columns, part.from(), named, unlike));
      } else if (rows > part.rows() * MUCH_LARGER) {
        targets.add(
            SqlFragment.of(
                "SELECT {} FROM {} WHERE {} AND {}", columns, part.from(), named, missing));
      } else {
        targets.add(
            SqlFragment.of(
                "SELECT {} FROM (SELECT {} FROM {} WHERE {} AND {} OFFSET 0) t WHERE {}",
                columns,
                columns,
                part.from(),
                named,
                unlike,
                missing));
      }
    }
    return SqlFragment.of("({}) t", SqlFragment.join("\n UNION ALL ", targets));
  }

  /** By name: a role that was granted some columns may not ask for all. */
  private SqlFragment columns() {
    Set<String> names = new LinkedHashSet<>(any.key());
    names.add(any.collectionColumn());
    names.add(any.itemColumn());
    List<SqlFragment> columns = new ArrayList<>();
    names.forEach(name -> columns.add(SqlFragment.column("t", name)));
    part.versions().ifPresent(versions -> columns.add(versions.born()));
    return SqlFragment.join(", ", columns);
  }
}
