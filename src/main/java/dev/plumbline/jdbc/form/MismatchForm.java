package dev.plumbline.jdbc.form;

import static dev.plumbline.jdbc.form.text.StoredObject.array;

import dev.plumbline.jdbc.form.text.Compressed;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.jdbc.form.text.StoredObject;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.mismatch.Disagreements;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.mismatch.MismatchCode;
import dev.plumbline.mismatch.rules.MismatchCodes;
import dev.plumbline.mismatch.wellknown.WellKnownObject;

/** What a reading of a catalog holds beside its inventory. */
public final class MismatchForm {
  private static final int FORM = 1;

  private MismatchForm() {}

  public static byte[] write(Disagreements disagreements) {
    return Compressed.write(
        StoredObject.form(FORM)
            .with(
                "mismatches",
                array(disagreements.mismatches().stream().map(MismatchForm::json).toList()))
            .with(
                "harmless",
                array(disagreements.harmless().stream().map(MismatchForm::json).toList())));
  }

  /**
   * @param where what it is, for messages
   * @throws StoredFormException naming the place that cannot be read
   */
  public static Disagreements read(byte[] body, String where) {
    StoredObject root = StoredObject.root(Compressed.text(body, where), where, FORM);
    return new Disagreements(
        root.list(
            "mismatches",
            item ->
                new Mismatch(
                    item.label("code", MismatchCodes.values(), MismatchCode::label),
                    item.text("subject"),
                    item.text("path"),
                    item.text("message"))),
        root.list(
            "harmless",
            item -> new WellKnownObject(item.text("kind"), item.text("name"), item.text("why"))));
  }

  private static JsonObject json(Mismatch mismatch) {
    return JsonObject.EMPTY
        .with("code", JsonValue.of(mismatch.code().label()))
        .with("subject", JsonValue.of(mismatch.subject()))
        .with("path", JsonValue.of(mismatch.path()))
        .with("message", JsonValue.of(mismatch.message()));
  }

  private static JsonObject json(WellKnownObject harmless) {
    return JsonObject.EMPTY
        .with("kind", JsonValue.of(harmless.kind()))
        .with("name", JsonValue.of(harmless.name()))
        .with("why", JsonValue.of(harmless.why()));
  }
}
