package dev.plumbline.mismatch;

import java.util.List;

/** Names in the metadata that name nothing. */
final class NameCases {
  private NameCases() {}

  static List<Case> all() {
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
