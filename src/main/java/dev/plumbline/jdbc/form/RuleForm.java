package dev.plumbline.jdbc.form;

import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.jdbc.form.text.StoredObject;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** An ignore rule as it was when it was applied. */
final class RuleForm {
  private RuleForm() {}

  static JsonObject write(IgnoreRule rule) {
    return JsonObject.EMPTY
        .with("subject", JsonValue.of(rule.subject()))
        .with("path", StoredObject.optional(rule.path()))
        .with("code", StoredObject.optional(rule.code().map(ChangeCode::label)))
        .with("reason", JsonValue.of(rule.reason()))
        .with("until", StoredObject.optional(rule.until().map(Instant::toString)));
  }

  static IgnoreRule read(StoredObject json) {
    return new IgnoreRule(
        json.text("subject"),
        json.optional("path"),
        json.value("code").isNull()
            ? Optional.empty()
            : Optional.of(json.label("code", ChangeCode.values(), ChangeCode::label)),
        json.text("reason"),
        json.time("until"));
  }
}
