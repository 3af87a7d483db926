package dev.plumbline.catalogue;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import java.util.Map;

/** Something that somebody does to a running environment. */
@FunctionalInterface
interface Step {
  void run(LabEnvironment environment);

  default Step then(Step next) {
    return environment -> {
      run(environment);
      next.run(environment);
    };
  }

  static Step post(String path, String body) {
    return environment -> environment.directus().post(path, body);
  }

  static Step patch(String path, String body) {
    return environment -> environment.directus().patch(path, body);
  }

  static Step delete(String path) {
    return environment -> environment.directus().delete(path);
  }

  /** Behind Directus's back; then Directus is reported to look again, as its operators must. */
  static Step sql(String statements) {
    return environment -> {
      environment.sql(statements);
      environment.changedBehindDirectus();
    };
  }

  /** As the other one, with rights that the role of Directus does not have. */
  static Step superuser(String statements) {
    return environment -> {
      environment.database().postgres().sql(environment.name(), statements);
      environment.changedBehindDirectus();
    };
  }

  /** By {@code POST /schema/diff} and {@code POST /schema/apply}, as a deployment does it. */
  static void apply(LabEnvironment environment, JsonObject snapshot) {
    JsonValue diff = environment.directus().post("/schema/diff", snapshot);
    if (!diff.isNull()) {
      environment.directus().post("/schema/apply", diff);
    }
  }

  /** The body of a request that changes the metadata of something. */
  static String meta(String member, String value) {
    return "{\"meta\": {\"%s\": %s}}".formatted(member, value);
  }

  /** The body of a request that changes the column of a field; its type has to be said with it. */
  static String column(String type, Map<String, String> members) {
    StringBuilder text = new StringBuilder();
    members.forEach(
        (key, value) ->
            text.append(text.isEmpty() ? "" : ", ").append('"' + key + "\": ").append(value));
    return "{\"type\": \"%s\", \"schema\": {%s}}".formatted(type, text);
  }
}
