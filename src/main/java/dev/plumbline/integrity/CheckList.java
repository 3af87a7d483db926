package dev.plumbline.integrity;

import dev.plumbline.reading.Reason;
import java.util.List;

/**
 * Every check that a content model asks for.
 *
 * @param checks sorted by id, which is unique
 * @param uncheckable asked for by the model, but impossible on this schema; sorted by id
 */
public record CheckList(List<Check> checks, List<Uncheckable> uncheckable) {
  public CheckList {
    checks = List.copyOf(checks);
    uncheckable = List.copyOf(uncheckable);
  }

  /**
   * A check that cannot be made, whatever the rows.
   *
   * @param detail one sentence: what is in the way
   */
  public record Uncheckable(CheckId id, Reason reason, String detail) {}
}
