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
import java.util.List;

/**
 * The rows among which the orphans of a many-to-any are: target by target those whose item is
 * written like no key there, which costs one comparison of texts. Only what is left, mostly next to
 * nothing, is read as a key. A target that is much larger than what names it is asked key by key
 * instead.
 */
final class AnyRows {
  private AnyRows() {}

  static Phrase among(AnyOrphans any, Walk.Part part, Dialect dialect, Asking asking)
      throws SQLException, UnreadableException {
    List<Phrase> targets = new ArrayList<>();
    for (Target target : any.targets()) {
      double rows = TableFacts.of(target.table(), dialect, asking).rows();
      Phrase named = AnyItems.named(any, target);
      targets.add(
          rows > part.rows()
              ? Phrase.of(
                  "(SELECT t.* FROM {} WHERE {} AND {})",
                  part.from(),
                  named,
                  AnyItems.missing(any, target, dialect))
              : Phrase.of(
                  "(SELECT t.* FROM {} WHERE {} AND {} OFFSET 0)",
                  part.from(),
                  named,
                  AnyItems.unlike(any, target, dialect)));
    }
    return Phrase.of("({}) t", Phrase.join("\n UNION ALL ", targets));
  }
}
