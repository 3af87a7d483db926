package dev.plumbline.ui.comparison;

import dev.plumbline.drift.change.Change;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.ui.sign.Sign;
import java.util.Optional;

/**
 * One change, as it is shown.
 *
 * @param before the target's value as JSON; empty unless both have one
 * @param after the source's value, likewise
 * @param neverConverges why applying a schema never makes it; empty if it does
 */
record ChangeRow(
    Sign severity,
    String kind,
    String code,
    String subject,
    String path,
    String message,
    Optional<String> before,
    Optional<String> after,
    Optional<String> neverConverges) {
  /** Of a value; the JSON in REST has all of it. */
  private static final int LONGEST = 4_000;

  static ChangeRow of(Change change) {
    boolean isChanged = change instanceof Change.Changed;
    return new ChangeRow(
        Sign.of(change.severity()),
        change.kind().label(),
        change.code().label(),
        change.subject().text(),
        change.path(),
        change.message(),
        isChanged ? Optional.of(text(change.before())) : Optional.empty(),
        isChanged ? Optional.of(text(change.after())) : Optional.empty(),
        change.neverConverges());
  }

  private static String text(JsonValue value) {
    String json = CanonicalJson.write(value);
    return json.length() <= LONGEST ? json : json.substring(0, LONGEST) + "…";
  }
}
