package dev.plumbline.lab.model;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.directus.DirectusAdmin;
import java.util.List;

/**
 * The content model of a small magazine with a shop: 20 tables, four folders, every kind of
 * relation, and a few hundred items. It is written down in {@code /lab/model/*.json} as what
 * Directus's API takes, and made through that API, so that it is exactly what Directus makes of it.
 */
public final class ContentModel {
  private static final List<String> COLLECTIONS =
      List.of("1-folders", "2-people", "3-articles", "4-sections", "5-shop");

  private final DirectusAdmin directus;

  private ContentModel(DirectusAdmin directus) {
    this.directus = directus;
  }

  /** Makes it in a bootstrapped Directus. */
  public static void apply(DirectusAdmin directus) {
    ContentModel model = new ContentModel(directus);
    COLLECTIONS.forEach(model::collections);
    model.fields();
    model.relations();
    model.access();
    new Items(directus).apply();
  }

  private void collections(String file) {
    directus.post("/collections", read(file));
  }

  private void fields() {
    for (JsonObject field : objects("6-fields")) {
      directus.post("/fields/" + field.get("collection").textOr(""), field.without("collection"));
    }
  }

  private void relations() {
    objects("7-relations").forEach(relation -> directus.post("/relations", relation));
  }

  /** A role, a policy, a user, a flow: not part of the schema, but of every real Directus. */
  private void access() {
    for (JsonObject request : objects("8-access")) {
      String path = request.get("path").textOr("");
      if (request.get("method").textOr("POST").equals("PATCH")) {
        directus.patch(path, request.get("body"));
      } else {
        directus.post(path, request.get("body"));
      }
    }
  }

  private static List<JsonObject> objects(String file) {
    return read(file).items().stream().map(JsonObject.class::cast).toList();
  }

  private static JsonArray read(String file) {
    return (JsonArray) JsonText.read(Resource.text("/lab/model/" + file + ".json"));
  }
}
