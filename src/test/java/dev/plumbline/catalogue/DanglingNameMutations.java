package dev.plumbline.catalogue;

import java.util.List;

/** Names within the metadata that name nothing. */
final class DanglingNameMutations {
  private DanglingNameMutations() {}

  static List<Mutation> all() {
    return List.of(
        collection("folders contain one another", "editorial", "\"group\"", "'sections'", "NULL")
            .changing("info collection_group_changed editorial meta.group")
            .disagreeing("medium collection_group_cycle editorial group"),
        collection("items are sorted by nothing", "pages", "sort_field", "'nothing'", "'sort'")
            .changing("medium collection_sort_field_changed pages meta.sort_field")
            .disagreeing("medium collection_sort_field_missing pages sort_field"),
        collection(
                "items are archived by nothing", "products", "archive_field", "'state'", "'status'")
            .changing("medium collection_archive_changed products meta.archive_field")
            .disagreeing("medium collection_archive_field_missing products archive_field"),
        collection(
                "nothing is copied along",
                "articles",
                "item_duplication_fields",
                "'[\"title\",\"teaser\",\"category\",\"nothing\"]'",
                "'[\"title\",\"teaser\",\"category\"]'")
            .changing("low collection_duplication_changed articles meta.item_duplication_fields")
            .disagreeing(
                "low collection_duplication_field_missing articles item_duplication_fields.nothing"),
        Mutation.api(
                "a field is deleted that a display template names",
                Step.post(
                        "/fields/section_text",
                        "{\"field\": \"kicker\", \"type\": \"string\", \"meta\": {}, \"schema\": {}}")
                    .then(
                        Step.patch(
                            "/collections/section_text",
                            Step.meta("display_template", "\"{{kicker}} {{heading}}\"")))
                    .then(Step.delete("/fields/section_text/kicker")),
                Step.patch("/collections/section_text", Step.meta("display_template", "null")))
            .changing("info collection_display_template_changed section_text meta.display_template")
            .disagreeing(
                "low collection_template_field_missing section_text display_template.kicker"),
        collection(
                "fields of a many-to-any are copied along",
                "articles",
                "item_duplication_fields",
                "'[\"title\",\"teaser\",\"category\",\"sections.item:section_text.heading\",\"sections.item:section_image.nothing\"]'",
                "'[\"title\",\"teaser\",\"category\"]'")
            .changing("low collection_duplication_changed articles meta.item_duplication_fields")
            .disagreeing(
                "low collection_duplication_field_missing articles item_duplication_fields.sections.item:section_image.nothing"),
        options(
                "a field shows what is not there",
                "options = '{\"template\": \"{{number}} {{nothing}}\"}', display = 'related-values',"
                    + " display_options = '{\"template\": \"{{cover.$thumbnail}} {{nowhere}}\"}'")
            .changing(
                "low field_options_changed products.issue meta.options.template",
                "info field_display_changed products.issue meta.display",
                "info field_display_changed products.issue meta.display_options")
            .disagreeing(
                "low field_template_field_missing products.issue display_options.template.nowhere",
                "low field_template_field_missing products.issue options.template.nothing"),
        collection(
                "a preview names what is not there",
                "articles",
                "preview_url",
                "'https://preview.example.com/{{slug}}/{{nothing}}?v={{$version}}'",
                "'https://preview.example.com/{{slug}}'")
            .changing("info collection_preview_url_changed articles meta.preview_url")
            .disagreeing("low collection_preview_field_missing articles preview_url.nothing"),
        options(
                "the items of a field are selected by what is not there",
                """
                options = '{"filter": {"_and": [{"nothing": {"_eq": "{{picture}}"}},
                  {"articles": {"_some": {"count(tags)": {"_gt": 1}}}},
                  {"year(on_sale)": {"_lt": 2030}}, {"number": {"_eq": "{{nowhere}}"}}]}}'
                """)
            .changing("low field_options_changed products.issue meta.options.filter")
            .disagreeing(
                "medium field_filter_field_missing products.issue options.filter.nothing",
                "medium field_filter_field_missing products.issue options.filter.nowhere"),
        options(
                "a field depends on what is not there, and is validated by it",
                """
                conditions = '[{"name": "c", "rule": {"_and": [{"nothing": {"_empty": true}},
                    {"stock": {"_gt": 0}}, {"issue": {"number": {"_nnull": true}}}]},
                    "hidden": true}]',
                  validation = '{"_or": [{"nowhere": {"_nnull": true}}, {"issue": {"_nnull": true}}]}'
                """)
            .changing(
                "low field_conditions_changed products.issue meta.conditions",
                "medium field_validation_changed products.issue meta.validation")
            .disagreeing(
                "low field_condition_field_missing products.issue conditions.nothing",
                "medium field_validation_field_missing products.issue validation.nowhere"),
        Mutation.sql(
                "a folder is not there",
                """
            ALTER TABLE directus_collections DROP CONSTRAINT directus_collections_group_foreign;
            UPDATE directus_collections SET "group" = 'nothing' WHERE collection = 'pages'
            """,
                """
            UPDATE directus_collections SET "group" = 'editorial' WHERE collection = 'pages';
            ALTER TABLE directus_collections ADD CONSTRAINT directus_collections_group_foreign
              FOREIGN KEY ("group") REFERENCES directus_collections (collection)
            """,
                "high foreign_key_removed directus_collections.directus_collections_group_foreign",
                "info collection_group_changed pages meta.group")
            .disagreeing("low collection_group_missing pages group"),
        field("a group of the form is not there", "seo_title", "'nothing'", "'seo_basics'")
            .changing("info field_group_changed articles.seo_title meta.group")
            .disagreeing("low field_group_missing articles.seo_title group"),
        field("a group of the form is none", "seo_title", "'media'", "'seo_basics'")
            .changing("info field_group_changed articles.seo_title meta.group")
            .disagreeing("low field_group_missing articles.seo_title group"),
        field("groups of a form contain one another", "seo", "'seo_basics'", "NULL")
            .changing("info field_group_changed articles.seo meta.group")
            .disagreeing("medium field_group_cycle articles.seo group"));
  }

  private static Mutation collection(
      String name, String collection, String member, String to, String from) {
    String set = "UPDATE directus_collections SET " + member + " = %s WHERE collection = '%s'";
    return Mutation.sql(name, set.formatted(to, collection), set.formatted(from, collection));
  }

  /** Of {@code products.issue}, which has none. */
  private static Mutation options(String name, String set) {
    String update =
        "UPDATE directus_fields SET %s WHERE collection = 'products' AND field = 'issue'";
    return Mutation.sql(
        name,
        update.formatted(set),
        update.formatted(
            "options = NULL, display = NULL, display_options = NULL, conditions = NULL,"
                + " validation = NULL"));
  }

  private static Mutation field(String name, String field, String to, String from) {
    String set =
        "UPDATE directus_fields SET \"group\" = %s WHERE collection = 'articles' AND field = '%s'";
    return Mutation.sql(name, set.formatted(to, field), set.formatted(from, field));
  }
}
