package dev.plumbline.directus;

import dev.plumbline.directus.answer.Answer;
import dev.plumbline.directus.answer.Route;
import dev.plumbline.directus.answer.SafeText;
import dev.plumbline.directus.answer.UnexpectedAnswers;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.payload.SchemaDiffJson;
import dev.plumbline.watch.source.UnreadableException;
import java.io.IOException;
import java.util.List;

/** The answer to {@link Route#SCHEMA_DIFF}. */
final class DiffAnswer {
  private DiffAnswer() {}

  static SchemaDiff read(Answer answer) throws UnreadableException, IOException {
    if (answer.status() == 204) {
      return new SchemaDiff("", List.of());
    }
    if (answer.status() != 200) {
      throw UnexpectedAnswers.of(answer);
    }
    if (!(answer.json().get("data") instanceof JsonObject data)) {
      throw answer.malformed("JSON without 'data'");
    }
    try {
      return SchemaDiffJson.read(data);
    } catch (IllegalArgumentException e) {
      throw answer.malformed("a diff where " + SafeText.of(String.valueOf(e.getMessage()), 200));
    }
  }
}
