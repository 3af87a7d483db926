package dev.plumbline.jdbc.form;

import static dev.plumbline.jdbc.form.text.StoredObject.array;

import dev.plumbline.finding.Evidence;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.jdbc.form.text.StoredObject;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.List;

/** The rows that a finding is about. */
public final class EvidenceForm {
  private static final int FORM = 1;

  private EvidenceForm() {}

  public static String write(Evidence evidence) {
    return CanonicalJson.write(
        StoredObject.form(FORM)
            // No table has 2^53 rows.
            .with("count", JsonValue.of((double) evidence.count()))
            .with("samples", array(evidence.samples().stream().map(EvidenceForm::key).toList()))
            .with("sql", JsonValue.of(evidence.sql())));
  }

  /**
   * @param where what it is, for messages
   * @throws StoredFormException naming the place that cannot be read
   */
  public static Evidence read(String text, String where) {
    StoredObject json = StoredObject.root(text, where + ".evidence", FORM);
    return new Evidence(
        json.whole("count"), json.list("samples", sample -> sample.texts("key")), json.text("sql"));
  }

  private static JsonObject key(List<String> columns) {
    return JsonObject.EMPTY.with(
        "key", new JsonArray(columns.stream().map(JsonValue::of).toList()));
  }
}
