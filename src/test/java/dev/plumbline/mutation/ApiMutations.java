package dev.plumbline.mutation;

import dev.plumbline.lab.LabEnvironment;
import java.util.List;
import java.util.function.Consumer;

/** Changes made through Directus's API, as people make them in the Studio. */
public final class ApiMutations {
  private ApiMutations() {}

  public static List<Mutation> all() {
    return List.of(
        Mutation.api(
            "a collection is added",
            post(
                "/collections",
                """
                {"collection": "notes", "meta": {"icon": "note"}, "schema": {},
                 "fields": [{"field": "id", "type": "uuid", "meta": {"special": ["uuid"]},
                             "schema": {"is_primary_key": true}},
                            {"field": "text", "type": "text"}]}
                """),
            delete("/collections/notes")),
        Mutation.api(
            "a folder is added",
            post("/collections", "{\"collection\": \"archive\", \"meta\": {}, \"schema\": null}"),
            delete("/collections/archive")),
        Mutation.api(
            "a collection gets a note",
            patch("/collections/pages", "{\"meta\": {\"note\": \"changed\"}}"),
            patch("/collections/pages", "{\"meta\": {\"note\": null}}")),
        Mutation.api(
            "a field with default, length and index is added",
            post(
                "/fields/pages",
                """
                {"field": "kicker", "type": "string", "meta": {"note": "above the title"},
                 "schema": {"default_value": "News", "max_length": 40, "is_indexed": true}}
                """),
            delete("/fields/pages/kicker")),
        Mutation.api(
            "a csv, a json, a geometry and a bigInteger field are added",
            each(
                List.of(
                    post(
                        "/fields/pages",
                        "{\"field\": \"m1\", \"type\": \"csv\", \"meta\": {\"special\": [\"cast-csv\"]}}"),
                    post(
                        "/fields/pages",
                        "{\"field\": \"m2\", \"type\": \"json\", \"meta\": {\"special\": [\"cast-json\"]}}"),
                    post(
                        "/fields/pages",
                        "{\"field\": \"m3\", \"type\": \"bigInteger\", \"schema\": {\"default_value\": 7}}"))),
            each(
                List.of(
                    delete("/fields/pages/m1"),
                    delete("/fields/pages/m2"),
                    delete("/fields/pages/m3")))),
        Mutation.api(
            "a field becomes unique and required",
            patch(
                "/fields/pages/path",
                "{\"meta\": {\"required\": false}, \"schema\": {\"is_unique\": false, \"is_nullable\": true}}"),
            patch(
                "/fields/pages/path",
                "{\"meta\": {\"required\": true}, \"schema\": {\"is_unique\": true, \"is_nullable\": false}}")),
        Mutation.api(
            "choices are changed",
            patch(
                "/fields/pages/layout",
                "{\"meta\": {\"options\": {\"choices\": [{\"text\": \"Only\", \"value\": \"only\"}]}}}"),
            patch("/fields/pages/layout", "{\"meta\": {\"options\": null}}")),
        Mutation.api(
            "an alias is added",
            post(
                "/fields/pages",
                "{\"field\": \"divider\", \"type\": \"alias\", \"meta\": {\"special\": [\"alias\", \"no-data\"], \"interface\": \"presentation-divider\"}}"),
            delete("/fields/pages/divider")),
        Mutation.api(
            "a many-to-one relation is added",
            each(
                List.of(
                    post("/fields/pages", "{\"field\": \"editor\", \"type\": \"uuid\"}"),
                    post(
                        "/relations",
                        "{\"collection\": \"pages\", \"field\": \"editor\", \"related_collection\": \"directus_users\", \"schema\": {\"on_delete\": \"SET NULL\"}}"))),
            delete("/fields/pages/editor")),
        Mutation.api(
            "a custom field on users is added",
            post("/fields/directus_users", "{\"field\": \"badge\", \"type\": \"string\"}"),
            delete("/fields/directus_users/badge")));
  }

  private static Consumer<LabEnvironment> post(String path, String body) {
    return environment -> environment.directus().post(path, body);
  }

  private static Consumer<LabEnvironment> patch(String path, String body) {
    return environment -> environment.directus().patch(path, body);
  }

  private static Consumer<LabEnvironment> delete(String path) {
    return environment -> environment.directus().delete(path);
  }

  private static Consumer<LabEnvironment> each(List<Consumer<LabEnvironment>> steps) {
    return environment -> steps.forEach(step -> step.accept(environment));
  }
}
