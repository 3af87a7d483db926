package dev.plumbline.jdbc.form;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.Change.Added;
import dev.plumbline.drift.change.Change.Changed;
import dev.plumbline.drift.change.Change.Removed;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.jdbc.form.text.StoredObject;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.severity.Severity;

/** One change. */
final class ChangeForm {
  private ChangeForm() {}

  static JsonObject write(Change change) {
    JsonObject json =
        JsonObject.EMPTY
            .with("kind", JsonValue.of(change.kind().label()))
            .with("code", JsonValue.of(change.code().label()))
            .with("subject", SubjectForm.write(change.subject()))
            .with("severity", JsonValue.of(change.severity().label()))
            .with("message", JsonValue.of(change.message()))
            .with("neverConverges", StoredObject.optional(change.neverConverges()));
    return switch (change) {
      case Added added -> json.with("after", added.after());
      case Removed removed -> json.with("before", removed.before());
      case Changed changed ->
          json.with("path", JsonValue.of(changed.path()))
              .with("before", changed.before())
              .with("after", changed.after());
    };
  }

  static Change read(StoredObject json) {
    var code = json.label("code", ChangeCode.values(), ChangeCode::label);
    var subject = SubjectForm.read(json.object("subject"));
    var severity = json.label("severity", Severity.values(), Severity::label);
    var message = json.text("message");
    var neverConverges = json.optional("neverConverges");
    return switch (json.label("kind", Change.Kind.values(), Change.Kind::label)) {
      case ADDED ->
          new Added(code, subject, severity, json.value("after"), message, neverConverges);
      case REMOVED ->
          new Removed(code, subject, severity, json.value("before"), message, neverConverges);
      case CHANGED ->
          new Changed(
              code,
              subject,
              severity,
              json.text("path"),
              json.value("before"),
              json.value("after"),
              message,
              neverConverges);
    };
  }
}
