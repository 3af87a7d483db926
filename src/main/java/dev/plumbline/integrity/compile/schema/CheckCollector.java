package dev.plumbline.integrity.compile.schema;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.CheckList;
import dev.plumbline.integrity.CheckList.Uncheckable;
import dev.plumbline.reading.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Collects checks; sorts them, and keeps their names apart. */
public final class CheckCollector {
  private final TreeMap<String, Check> checks = new TreeMap<>();
  private final TreeMap<String, Uncheckable> uncheckable = new TreeMap<>();

  /** The same check again changes nothing: two rows of metadata may say the same. */
  public void add(Check check) {
    CheckId id = check.id();
    Check other = checks.putIfAbsent(id.text(), check);
    if (other != null && !other.equals(check)) {
      uncheckable(
          new CheckId(
              id.code(), id.collection(), id.field(), id.detail() + "~" + check.definition()),
          "Another check has the same id: %s.".formatted(id.text()));
    }
  }

  /**
   * @param detail one sentence: what is in the way
   */
  public void uncheckable(CheckId id, String detail) {
    uncheckable.putIfAbsent(id.text(), new Uncheckable(id, Reason.INCOMPATIBLE, detail));
  }

  /** A check that can be made says more than that one of its name cannot. */
  public CheckList list() {
    List<Uncheckable> others = new ArrayList<>(uncheckable.values());
    others.removeIf(other -> checks.containsKey(other.id().text()));
    return new CheckList(List.copyOf(checks.values()), others);
  }
}
