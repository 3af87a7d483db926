package dev.plumbline.postgres;

import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.mismatch.KnownDefault;
import dev.plumbline.mismatch.KnownDefault.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a real Directus makes of defaults: it applies a table that it has shown and that is gone.
 */
final class AppliedDefaults {
  private static final String FORGET =
      """
      DROP TABLE IF EXISTS d;
      DELETE FROM directus_fields WHERE collection = 'd';
      DELETE FROM directus_collections WHERE collection = 'd';
      """;

  private final LabEnvironment environment;

  AppliedDefaults(LabEnvironment environment) {
    this.environment = environment;
  }

  /** The default of each column after the apply; {@code -} for none, or {@code refused}. */
  List<String> of(List<KnownDefault> defaults) {
    environment.sql("CREATE SEQUENCE IF NOT EXISTS own_seq");
    try {
      return defaults.getFirst().outcome() == Outcome.REFUSED
          ? eachAlone(defaults)
          : together(defaults);
    } finally {
      environment.sql(FORGET + "DROP SEQUENCE own_seq");
      environment.directus().clearCache();
    }
  }

  private List<String> together(List<KnownDefault> defaults) {
    environment.directus().post("/schema/apply", diff(defaults));
    // Placeholders are counted over the whole statement.
    return environment
        .database()
        .owner()
        .rows(
            """
            SELECT coalesce(regexp_replace(pg_get_expr(adbin, adrelid), '[$][0-9]+', '$n', 'g'), '-')
              FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
             WHERE attrelid = 'd'::regclass AND attname ~ '^c[0-9]' AND NOT attisdropped AND attnum > 0 ORDER BY substr(attname, 2)::integer
            """);
  }

  private List<String> eachAlone(List<KnownDefault> defaults) {
    JsonObject whole = diff(defaults);
    JsonObject changes = (JsonObject) whole.get("diff");
    List<String> results = new ArrayList<>();
    for (int i = 0; i < defaults.size(); i++) {
      String column = "c" + i;
      List<JsonValue> fields =
          ((JsonArray) changes.get("fields"))
              .items().stream()
                  .filter(
                      item -> {
                        String field = ((JsonObject) item).get("field").textOr("");
                        return field.equals("id") || field.equals(column);
                      })
                  .toList();
      JsonObject one = whole.with("diff", changes.with("fields", new JsonArray(fields)));
      int status =
          environment
              .directus()
              .send("POST", "/schema/apply?force=true", CanonicalJson.write(one))
              .statusCode();
      results.add(status == 500 ? "refused" : "status " + status);
    }
    return results;
  }

  private JsonObject diff(List<KnownDefault> defaults) {
    StringBuilder table = new StringBuilder("CREATE TABLE d (id serial PRIMARY KEY");
    for (int i = 0; i < defaults.size(); i++) {
      KnownDefault known = defaults.get(i);
      table.append(", c%d %s DEFAULT ".formatted(i, known.type())).append(known.sql());
    }
    environment.sql(
        FORGET
            + table
            + """
            );
            INSERT INTO directus_collections (collection) VALUES ('d');
            INSERT INTO directus_fields (collection, field)
              SELECT 'd', attname FROM pg_attribute WHERE attrelid = 'd'::regclass AND attnum > 0
            """);
    environment.directus().clearCache();
    JsonObject snapshot = environment.directus().snapshot();
    environment.sql(FORGET);
    environment.directus().clearCache();
    return environment.directus().post("/schema/diff", snapshot) instanceof JsonObject diff
        ? diff
        : JsonValue.object(Map.of());
  }
}
