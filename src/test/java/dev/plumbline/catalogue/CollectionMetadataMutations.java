package dev.plumbline.catalogue;

import static dev.plumbline.catalogue.Step.patch;

import dev.plumbline.lab.directus.DirectusVersion;
import java.util.List;

/** What the Studio lets people set for a collection. */
final class CollectionMetadataMutations {
  private CollectionMetadataMutations() {}

  static List<Mutation> all() {
    Mutation recordsLess =
        change(
            "records no history any more",
            "articles",
            "accountability",
            "\"all\"",
            "null",
            "high collection_accountability_changed articles meta.accountability");
    Mutation inactive =
        change(
                "becomes inactive",
                "pages",
                "status",
                "\"active\"",
                "\"inactive\"",
                "high collection_status_changed pages meta.status")
            .only(DirectusVersion.V12);
    return List.of(
        recordsLess,
        recordsLess.inTarget("low collection_accountability_changed articles meta.accountability"),
        inactive,
        change(
                "saves drafts more often",
                "articles",
                "autosave_revision_interval",
                "null",
                "30",
                "low collection_autosave_changed articles meta.autosave_revision_interval")
            .only(DirectusVersion.V12),
        change(
            "becomes a singleton",
            "pages",
            "singleton",
            "false",
            "true",
            "high collection_singleton_changed pages meta.singleton"),
        change(
            "is archived by another value",
            "articles",
            "archive_value",
            "\"archived\"",
            "\"review\"",
            "medium collection_archive_changed articles meta.archive_value"),
        change(
            "shows archived items",
            "articles",
            "archive_app_filter",
            "true",
            "false",
            "medium collection_archive_changed articles meta.archive_app_filter"),
        change(
            "is not sorted by hand any more",
            "products",
            "sort_field",
            "\"sort\"",
            "null",
            "medium collection_sort_field_changed products meta.sort_field"),
        change(
            "keeps no versions any more",
            "articles",
            "versioning",
            "true",
            "false",
            "medium collection_versioning_changed articles meta.versioning"),
        change(
            "copies other fields",
            "articles",
            "item_duplication_fields",
            "[\"title\", \"teaser\", \"category\"]",
            "[\"title\"]",
            "low collection_duplication_changed articles meta.item_duplication_fields"),
        change(
            "moves into another folder",
            "pages",
            "group",
            "\"editorial\"",
            "\"shop\"",
            "info collection_group_changed pages meta.group"),
        change(
            "is hidden",
            "pages",
            "hidden",
            "false",
            "true",
            "info collection_hidden_changed pages meta.hidden"),
        change(
            "gets another position",
            "pages",
            "sort",
            "6",
            "60",
            "info collection_sort_changed pages meta.sort"),
        change(
            "collapses otherwise",
            "shop",
            "collapse",
            "\"open\"",
            "\"locked\"",
            "info collection_collapse_changed shop meta.collapse"),
        change(
            "gets another icon",
            "pages",
            "icon",
            "\"web\"",
            "\"language\"",
            "info collection_icon_changed pages meta.icon"),
        change(
            "gets another color",
            "shop",
            "color",
            "\"#2ECDA7\"",
            "\"#E35169\"",
            "info collection_color_changed shop meta.color"),
        change(
            "gets a note",
            "pages",
            "note",
            "null",
            "\"changed\"",
            "info collection_note_changed pages meta.note"),
        change(
            "is displayed otherwise",
            "authors",
            "display_template",
            "\"{{name}}\"",
            "\"{{name}} ({{email}})\"",
            "info collection_display_template_changed authors meta.display_template"),
        change(
            "gets a name in a language",
            "pages",
            "translations",
            "null",
            "[{\"language\": \"de-DE\", \"translation\": \"Seiten\"}]",
            "info collection_translations_changed pages meta.translations"),
        change(
            "is previewed elsewhere",
            "articles",
            "preview_url",
            "\"https://preview.example.com/{{slug}}\"",
            "\"https://preview.example.com/articles/{{slug}}\"",
            "info collection_preview_url_changed articles meta.preview_url"));
  }

  private static Mutation change(
      String what, String collection, String member, String from, String to, String expected) {
    return Mutation.api(
        "a collection " + what,
        patch("/collections/" + collection, Step.meta(member, to)),
        patch("/collections/" + collection, Step.meta(member, from)),
        expected);
  }
}
