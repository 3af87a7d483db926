package dev.plumbline.mismatch;

import java.util.List;

/** Names in the metadata that name nothing. */
public final class NameCases {
  private NameCases() {}

  public static List<Case> all() {
    return List.of(
        Case.of(
            "names that are there",
            b ->
                b.collection(
                        "articles",
                        "'sort_field': 'sort', 'archive_field': 'title', 'group': 'editorial',"
                            + " 'item_duplication_fields': ['title', 'tags.tag', 'author.name']")
                    .field("articles", "inner", "alias,no-data,group", "'group': 'side'")),
        Case.of(
            "a folder is not there",
            b -> b.collection("tags", "'group': 'nothing'"),
            "collection_group_missing tags group"),
        Case.of(
            "folders contain one another",
            b ->
                b.collection("editorial", "'group': 'b'")
                    .collection("{'collection': 'b', 'group': 'a'}")
                    .collection("{'collection': 'a', 'group': 'editorial'}")
                    .collection("tags", "'group': 'a'"),
            "collection_group_cycle a group"),
        Case.of(
            "a folder contains itself",
            b -> b.collection("editorial", "'group': 'editorial'"),
            "collection_group_cycle editorial group"),
        Case.of(
            "items are sorted and archived by what is not there",
            b -> b.collection("tags", "'sort_field': 'nothing', 'archive_field': 'nothing'"),
            "collection_archive_field_missing tags archive_field",
            "collection_sort_field_missing tags sort_field"),
        Case.of(
            "what is not there is duplicated",
            b -> b.collection("tags", "'item_duplication_fields': ['label', 'nothing.x']"),
            "collection_duplication_field_missing tags item_duplication_fields.nothing"),
        Case.of(
            "paths of a many-to-any lead to fields that are there",
            b ->
                b.collection(
                    "articles",
                    "'item_duplication_fields': ['blocks.item:quotes.id', 'blocks.kind', 'blocks.item:texts'],"
                        + " 'display_template': '{{title}} {{author.account.email}} {{count(tags)}} {{tags.tag.label}}',"
                        + " 'preview_url': 'https://example.com/{{title}}?version={{$version}}'")),
        Case.of(
            "paths of a many-to-any lead to what is not there",
            b ->
                b.collection(
                    "articles",
                    "'item_duplication_fields': ['blocks.item:quotes.nothing.x', 'blocks.item:quotes.nothing.y', 'blocks.item:texts.id']"),
            "collection_duplication_field_missing articles"
                + " item_duplication_fields.blocks.item:quotes.nothing"),
        Case.of(
            "a display template and a preview name what is not there",
            b ->
                b.collection(
                    "tags",
                    "'display_template': '{{nothing}} {{label}}', 'preview_url': '/{{nowhere}}'"),
            "collection_preview_field_missing tags preview_url.nowhere",
            "collection_template_field_missing tags display_template.nothing"),
        Case.of(
            "what a field shows names what is not there",
            b ->
                b.field("articles", Below.column("second integer"), "m2o")
                    .forgetField("articles", "second")
                    .field(
                        "articles",
                        "second",
                        "m2o",
                        "'interface': 'select-dropdown-m2o', 'options': {'template': '{{nothing}}', 'filter': {'nowhere': {'_eq': '{{absent}}'}}},"
                            + " 'display': 'related-values', 'display_options': {'template': '{{name}} {{nothing}}'}")
                    .foreignKey("articles", "second", "authors", "id")
                    .relation("articles", "second", "'one_collection': 'authors'"),
            "field_filter_field_missing articles.second options.filter.absent",
            "field_filter_field_missing articles.second options.filter.nowhere",
            "field_template_field_missing articles.second display_options.template.nothing",
            "field_template_field_missing articles.second options.template.nothing"),
        Case.of(
            "what an alias shows names what is not there",
            b ->
                b.forgetField("authors", "articles")
                    .field(
                        "authors",
                        "articles",
                        "o2m",
                        "'interface': 'list-o2m', 'options': {'fields': ['title', 'nothing'], 'sort': '-nowhere'}")
                    .forgetField("articles", "tags")
                    .field(
                        "articles",
                        "tags",
                        "m2m",
                        "'interface': 'list-m2m', 'options': {'template': '{{tag.label}} {{label}}', 'filter': {'label': {'_eq': 'x'}, 'nothing': {'_eq': 'y'}}}"),
            "field_filter_field_missing articles.tags options.filter.nothing",
            "field_template_field_missing articles.tags options.template.label",
            "field_template_field_missing authors.articles options.fields.nothing",
            "field_template_field_missing authors.articles options.sort.nowhere"),
        Case.of(
            "options that no interface reads",
            b ->
                b.forgetField("tags", "label")
                    .field(
                        "tags",
                        "label",
                        "",
                        "'interface': 'list', 'options': {'template': '{{inner}}', 'fields': [{'field': 'inner'}]}")),
        Case.of(
            "a condition and a validation name what is not there",
            b ->
                b.forgetField("tags", "label")
                    .field(
                        "tags",
                        "label",
                        "",
                        "'conditions': [{'name': 'c', 'rule': {'_and': [{'nothing': {'_eq': 1}}]}}],"
                            + " 'validation': {'_and': [{'nowhere': {'_nnull': true}}, {'label': {'_regex': 'x'}}]}"),
            "field_condition_field_missing tags.label conditions.nothing",
            "field_validation_field_missing tags.label validation.nowhere"),
        Case.of(
            "a template names a field that has lost its column",
            b ->
                b.dropColumn("tags", "label").collection("tags", "'display_template': '{{label}}'"),
            "ghost_field tags.label"),
        Case.of(
            "a group of the form is not there or none",
            b ->
                b.field("tags", "a", "alias,no-data", "'group': 'nothing'")
                    .field("tags", "b", "alias,no-data", "'group': 'label'"),
            "field_group_missing tags.a group",
            "field_group_missing tags.b group"),
        Case.of(
            "groups of a form contain one another",
            b ->
                b.field("tags", "b", "alias,no-data,group", "'group': 'a'")
                    .field("tags", "a", "alias,no-data,group", "'group': 'b'")
                    .field("tags", "c", "alias,no-data", "'group': 'b'"),
            "field_group_cycle tags.a group"),
        Case.of(
            "a field of users is in a group of Directus",
            b -> b.field("directus_users", "a", "alias,no-data", "'group': 'theming_group'")));
  }
}
