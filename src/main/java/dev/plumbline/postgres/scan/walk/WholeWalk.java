package dev.plumbline.postgres.scan.walk;

import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.server.Asking;
import java.util.List;

/** All rows at once: what cannot be parted, or has nothing to part it by. */
record WholeWalk(Phrase table, long rowsInAll) implements Walk {
  @Override
  public Part next(Asking asking, List<String> place, long rows) {
    return Part.of(Phrase.of("{} t", table), rowsInAll, List.of());
  }
}
