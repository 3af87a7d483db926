package dev.plumbline.postgres.scan.sql;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.Target;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that name a row of one of several tables. A text that cannot be a key of its table is never
 * cast, because only {@code CASE} is sure to be evaluated in order.
 */
public final class ManyToAnyItems {
  private static final String UUID =
      "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$";
  private static final String INTEGER = "^[-+]?[0-9]+$";

  private ManyToAnyItems() {}

  /**
   * Of every target, as a person would write it: whole tables are joined, without regard to which
   * index there is. A scan counts with {@link #unlike} and {@link #missing}.
   */
  static SqlFragment orphan(Check.AnyOrphans any, Dialect dialect) {
    SqlFragment collection = SqlFragment.column("t", any.collectionColumn());
    SqlFragment named =
        dialect.isPlain(any.table(), any.collectionColumn())
            ? collection
            : SqlFragment.of("{}::text", collection);
    List<SqlFragment> targets = new ArrayList<>();
    for (Target target : any.targets()) {
      targets.add(
          SqlFragment.of(
              "{} = {} AND {}",
              named,
              SqlFragment.text(target.collection()),
              antiJoin(any, target, dialect)));
    }
    return targets.isEmpty() ? SqlFragment.of("false") : SqlFragment.join("\n    OR ", targets);
  }

  private static SqlFragment antiJoin(Check.AnyOrphans any, Target target, Dialect dialect) {
    SqlFragment item = SqlFragment.of("{}::text", SqlFragment.column("t", any.itemColumn()));
    SqlFragment key = SqlFragment.column("p", target.keyColumn());
    SqlFragment table = dialect.table(target.table());
    return switch (target.keyType().name()) {
      // Numeric, because digits in a text may be more than any integer has.
      case "smallint", "integer", "bigint" -> antiJoin(table, key, item, INTEGER, "numeric");
      case "uuid" -> antiJoin(table, key, item, UUID, "uuid");
      default ->
          SqlFragment.of(
              "{} IS NOT NULL\n   AND NOT EXISTS (SELECT FROM {} p WHERE {}::text COLLATE \"C\" = {})",
              item,
              table,
              key,
              item);
    };
  }

  private static SqlFragment antiJoin(
      SqlFragment table, SqlFragment key, SqlFragment item, String form, String type) {
    SqlFragment readable = SqlFragment.of("{} ~ {}", item, SqlFragment.text(form));
    return SqlFragment.of(
        "{}\n   AND NOT EXISTS (SELECT FROM {} p WHERE {} = CASE WHEN {} THEN {}::%s END)"
            .formatted(type),
        readable,
        table,
        key,
        readable,
        item);
  }

  /** That it names this target. */
  public static SqlFragment named(Check.AnyOrphans any, Target target) {
    return SqlFragment.of("{} = {}", collection(any), SqlFragment.text(target.collection()));
  }

  public static SqlFragment collection(Check.AnyOrphans any) {
    return SqlFragment.of(
        "({}::text COLLATE \"C\")", SqlFragment.column("t", any.collectionColumn()));
  }

  /**
   * That no key there is written like the item. Also true of an item that is written otherwise than
   * its key, such as {@code 007}; false only where the row is there.
   */
  public static SqlFragment unlike(Check.AnyOrphans any, Target target, Dialect dialect) {
    return SqlFragment.of(
        "{} IS NOT NULL AND NOT EXISTS (SELECT FROM {} p WHERE {} = {})",
        SqlFragment.column("t", any.itemColumn()),
        dialect.table(target.table()),
        SqlFragment.of("({}::text COLLATE \"C\")", SqlFragment.column("p", target.keyColumn())),
        text(any));
  }

  /**
   * That the item can be read as a key, and no row there has it. It is looked up in the index: the
   * {@code OFFSET} keeps the server from hashing the target for the few that are asked.
   */
  public static SqlFragment missing(Check.AnyOrphans any, Target target, Dialect dialect) {
    SqlFragment item = text(any);
    return switch (target.keyType().name()) {
      case "smallint", "integer", "bigint" ->
          missing(
              target,
              dialect,
              SqlFragment.of("{} ~ {}", item, SqlFragment.text(INTEGER)),
              SqlFragment.of("CASE WHEN length({}) <= 18 THEN {}::bigint END", item, item));
      case "uuid" ->
          missing(
              target,
              dialect,
              SqlFragment.of("length({}) = 36 AND {} ~ {}", item, item, SqlFragment.text(UUID)),
              SqlFragment.of("{}::uuid", item));
      default -> unlike(any, target, dialect);
    };
  }

  private static SqlFragment missing(
      Target target, Dialect dialect, SqlFragment readable, SqlFragment cast) {
    return SqlFragment.of(
        "CASE WHEN {} THEN NOT EXISTS (SELECT FROM {} p WHERE {} = {} OFFSET 0) END",
        readable,
        dialect.table(target.table()),
        SqlFragment.column("p", target.keyColumn()),
        cast);
  }

  /** Whether an item that is written like no key may still be one. */
  public static boolean isReadOtherwise(Target target) {
    return switch (target.keyType().name()) {
      case "smallint", "integer", "bigint", "uuid" -> true;
      default -> false;
    };
  }

  private static SqlFragment text(Check.AnyOrphans any) {
    return SqlFragment.of("({}::text COLLATE \"C\")", SqlFragment.column("t", any.itemColumn()));
  }
}
