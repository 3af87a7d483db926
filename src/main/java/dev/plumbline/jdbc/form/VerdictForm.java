package dev.plumbline.jdbc.form;

import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Verdict;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.jdbc.form.text.StoredObject;

/** A verdict with everything in it, as versions before {@link DriftForm} stored it. */
public final class VerdictForm {
  /** In the first, a drift did not say whether catalogs were compared: they never were. */
  private static final int FORM = 2;

  private VerdictForm() {}

  /**
   * @param where what it is, for messages
   * @throws StoredFormException naming the place that cannot be read
   */
  public static Verdict read(String text, String where) {
    StoredObject json = StoredObject.root(text, where, FORM);
    return switch (json.label("state", Verdict.State.values(), Verdict.State::label)) {
      case IN_SYNC -> new Verdict.InSync(inSync(json));
      case DRIFTED -> new Verdict.Drifted(drift(json));
      case UNKNOWN -> new Verdict.Unknown(json.text("reason"));
    };
  }

  private static Drift inSync(StoredObject json) {
    Drift drift = drift(json);
    if (!drift.changes().isEmpty()) {
      throw new StoredFormException(json.where() + ".drift has changes, but its state is in_sync");
    }
    return drift;
  }

  private static Drift drift(StoredObject root) {
    StoredObject json = root.object("drift");
    return new Drift(
        json.list("changes", ChangeForm::read),
        json.list("ignored", DriftForm::ignored),
        json.list("renames", DriftForm::rename),
        json.list("remarks", DriftForm::remark),
        root.isOfForm(FORM) && json.flag("catalogCompared"));
  }
}
