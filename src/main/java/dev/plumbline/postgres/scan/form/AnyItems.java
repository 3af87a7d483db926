package dev.plumbline.postgres.scan.form;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that name a row of one of several tables. A key that is no key of its table is never cast,
 * because only {@code CASE} is sure to be evaluated in order.
 */
public final class AnyItems {
  private static final String UUID =
      "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$";
  private static final String INTEGER = "^[-+]?[0-9]+$";

  private AnyItems() {}

  /** Of every target. */
  static Phrase orphan(Check.AnyOrphans any, Dialect dialect) {
    List<Phrase> targets = new ArrayList<>();
    for (Target target : any.targets()) {
      targets.add(Phrase.of("({} AND {})", named(any, target), missing(any, target, dialect)));
    }
    return targets.isEmpty()
        ? Phrase.of("false")
        : Phrase.of("({})", Phrase.join("\n  OR ", targets));
  }

  /** That it names this target. */
  public static Phrase named(Check.AnyOrphans any, Target target) {
    return Phrase.of("{} = {}", collection(any), Phrase.text(target.collection()));
  }

  public static Phrase collection(Check.AnyOrphans any) {
    return Phrase.of("({}::text COLLATE \"C\")", Phrase.column("t", any.collectionColumn()));
  }

  /**
   * That no key there is written like the item. Also true of an item that is written otherwise than
   * its key, such as {@code 007}; false only where the row is there.
   */
  public static Phrase unlike(Check.AnyOrphans any, Target target, Dialect dialect) {
    return Phrase.of(
        "{} IS NOT NULL AND NOT EXISTS (SELECT FROM {} p WHERE {} = {})",
        Phrase.column("t", any.itemColumn()),
        dialect.table(target.table()),
        Phrase.of("({}::text COLLATE \"C\")", Phrase.column("p", target.keyColumn())),
        text(any));
  }

  /**
   * That the item can be read as a key, and no row there has it. It is looked up in the index: the
   * {@code OFFSET} keeps the server from hashing the target for the few that are asked.
   */
  public static Phrase missing(Check.AnyOrphans any, Target target, Dialect dialect) {
    Phrase item = text(any);
    return switch (target.keyType().name()) {
      case "smallint", "integer", "bigint" ->
          missing(
              target,
              dialect,
              Phrase.of("{} ~ {}", item, Phrase.text(INTEGER)),
              Phrase.of("CASE WHEN length({}) <= 18 THEN {}::bigint END", item, item));
      case "uuid" ->
          missing(
              target,
              dialect,
              Phrase.of("length({}) = 36 AND {} ~ {}", item, item, Phrase.text(UUID)),
              Phrase.of("{}::uuid", item));
      default -> unlike(any, target, dialect);
    };
  }

  private static Phrase missing(Target target, Dialect dialect, Phrase readable, Phrase cast) {
    return Phrase.of(
        "CASE WHEN {} THEN NOT EXISTS (SELECT FROM {} p WHERE {} = {} OFFSET 0) END",
        readable,
        dialect.table(target.table()),
        Phrase.column("p", target.keyColumn()),
        cast);
  }

  /** Whether an item that is written like no key may still be one. */
  public static boolean isReadOtherwise(Target target) {
    return switch (target.keyType().name()) {
      case "smallint", "integer", "bigint", "uuid" -> true;
      default -> false;
    };
  }

  private static Phrase text(Check.AnyOrphans any) {
    return Phrase.of("({}::text COLLATE \"C\")", Phrase.column("t", any.itemColumn()));
  }
}
