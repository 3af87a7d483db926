package dev.plumbline.store.form;

import static dev.plumbline.store.form.StoredObject.array;

import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Drift.Ignored;
import dev.plumbline.drift.Drift.RuleRemark;
import dev.plumbline.drift.RenameCandidate;
import dev.plumbline.drift.Verdict;
import dev.plumbline.schema.CanonicalJson;
import dev.plumbline.schema.JsonValue;
import dev.plumbline.schema.JsonValue.JsonObject;
import java.util.Locale;

/** A verdict with everything in it. */
public final class VerdictForm {
  /** In the first, a drift did not tell whether catalogs were compared: they never were. */
  private static final int FORM = 2;

  private VerdictForm() {}

  public static String write(Verdict verdict) {
    JsonObject json = StoredObject.form(FORM).with("state", JsonValue.of(verdict.state().label()));
    return CanonicalJson.write(
        switch (verdict) {
          case Verdict.InSync(Drift drift) -> json.with("drift", drift(drift));
          case Verdict.Drifted(Drift drift) -> json.with("drift", drift(drift));
          case Verdict.Unknown(String reason) -> json.with("reason", JsonValue.of(reason));
        });
  }

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
      throw new StoredFormException(json.where() + ".drift has changes, but is said to be in sync");
    }
    return drift;
  }

  private static JsonObject drift(Drift drift) {
    return JsonObject.EMPTY
        .with("changes", array(drift.changes().stream().map(ChangeForm::write).toList()))
        .with("ignored", array(drift.ignored().stream().map(VerdictForm::ignored).toList()))
        .with("renames", array(drift.renames().stream().map(VerdictForm::rename).toList()))
        .with("remarks", array(drift.remarks().stream().map(VerdictForm::remark).toList()))
        .with("catalogCompared", JsonValue.of(drift.catalogCompared()));
  }

  private static Drift drift(StoredObject root) {
    StoredObject json = root.object("drift");
    return new Drift(
        json.list("changes", ChangeForm::read),
        json.list(
            "ignored",
            item ->
                new Ignored(
                    ChangeForm.read(item.object("change")), RuleForm.read(item.object("rule")))),
        json.list(
            "renames",
            item ->
                new RenameCandidate(
                    SubjectForm.read(item.object("from")),
                    SubjectForm.read(item.object("to")),
                    item.texts("evidence"))),
        json.list(
            "remarks",
            item ->
                new RuleRemark(
                    RuleForm.read(item.object("rule")),
                    item.label("problem", RuleRemark.Problem.values(), VerdictForm::problemLabel))),
        root.isOfForm(FORM) && json.flag("catalogCompared"));
  }

  private static JsonObject ignored(Ignored ignored) {
    return JsonObject.EMPTY
        .with("change", ChangeForm.write(ignored.change()))
        .with("rule", RuleForm.write(ignored.rule()));
  }

  private static JsonObject rename(RenameCandidate rename) {
    return JsonObject.EMPTY
        .with("from", SubjectForm.write(rename.from()))
        .with("to", SubjectForm.write(rename.to()))
        .with("evidence", array(rename.evidence().stream().map(JsonValue::of).toList()));
  }

  private static JsonObject remark(RuleRemark remark) {
    return JsonObject.EMPTY
        .with("rule", RuleForm.write(remark.rule()))
        .with("problem", JsonValue.of(problemLabel(remark.problem())));
  }

  private static String problemLabel(RuleRemark.Problem problem) {
    return problem.name().toLowerCase(Locale.ROOT);
  }
}
