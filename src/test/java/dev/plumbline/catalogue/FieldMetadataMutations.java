package dev.plumbline.catalogue;

import static dev.plumbline.catalogue.Step.patch;

import java.util.List;
import java.util.stream.Stream;

/** What the Studio lets people set for a field. */
final class FieldMetadataMutations {
  private FieldMetadataMutations() {}

  private static final String DRAFT = "{\"text\": \"Draft\", \"value\": \"draft\"}";
  private static final String LIVE = "{\"text\": \"Live\", \"value\": \"live\"}";

  static List<Mutation> all() {
    return Stream.of(choices(), rules(), looks()).flatMap(List::stream).toList();
  }

  private static List<Mutation> choices() {
    Mutation more =
        choices(
            "a choice is offered in addition",
            "[{\"text\": \"One\", \"value\": 1}, {\"text\": \"Two\", \"value\": 2},"
                + " {\"text\": \"Three\", \"value\": 3}]",
            "low");
    return List.of(
        more,
        more.inTarget("medium field_choices_changed section_text.columns meta.options.choices"),
        choices(
            "a choice is not offered any more", "[{\"text\": \"One\", \"value\": 1}]", "medium"),
        choices(
            "a choice is called otherwise",
            "[{\"text\": \"Single\", \"value\": 1}, {\"text\": \"Two\", \"value\": 2}]",
            "info"),
        choices(
            "choices are offered in another order",
            "[{\"text\": \"Two\", \"value\": 2}, {\"text\": \"One\", \"value\": 1}]",
            "info"),
        change(
            "gets choices",
            "pages/layout",
            "options",
            "null",
            "{\"choices\": [" + DRAFT + ", " + LIVE + "]}",
            "low field_choices_changed pages.layout meta.options.choices"));
  }

  private static List<Mutation> rules() {
    Mutation required =
        change(
            "becomes required",
            "pages/path",
            "required",
            "false",
            "true",
            "medium field_required_changed pages.path meta.required");
    Mutation concealed =
        change(
            "is concealed",
            "authors/email",
            "special",
            "null",
            "[\"conceal\"]",
            "medium field_secrecy_changed authors.email meta.special");
    return List.of(
        required,
        required.inTarget("low field_required_changed pages.path meta.required"),
        concealed,
        concealed.inTarget("critical field_secrecy_changed authors.email meta.special"),
        change(
            "tells its secret",
            "customers/api_key",
            "special",
            "[\"conceal\"]",
            "null",
            "critical field_secrecy_changed customers.api_key meta.special"),
        change(
            "is filled by Directus",
            "authors/account",
            "special",
            "[\"m2o\"]",
            "[\"m2o\", \"user-created\"]",
            "medium field_special_changed authors.account meta.special"),
        change(
            "accepts other values",
            "products/sku",
            "validation",
            "{\"_and\": [{\"sku\": {\"_regex\": \"^[A-Z]{2}-[0-9]{4}$\"}}]}",
            "{\"_and\": [{\"sku\": {\"_regex\": \"^[A-Z]{3}-[0-9]{4}$\"}}]}",
            "medium field_validation_changed products.sku meta.validation"),
        change(
            "says something else to wrong values",
            "authors/email",
            "validation_message",
            "\"An e-mail address, please\"",
            "\"No e-mail address\"",
            "info field_validation_changed authors.email meta.validation_message"),
        change(
            "looks otherwise under other conditions",
            "pages/path",
            "conditions",
            "null",
            """
            [{"name": "Home", "rule": {"_and": [{"title": {"_eq": "Home"}}]}, "readonly": true}]\
            """,
            "low field_conditions_changed pages.path meta.conditions"),
        change(
            "gets a narrower option",
            "authors/slug",
            "options",
            "{\"slug\": true, \"trim\": true}",
            "{\"slug\": true, \"trim\": false}",
            "low field_options_changed authors.slug meta.options.trim"),
        change(
            "loses an option and gets another",
            "authors/slug",
            "options",
            "{\"slug\": true, \"trim\": true}",
            "{\"slug\": true, \"font\": \"monospace\"}",
            "low field_options_changed authors.slug meta.options.font",
            "low field_options_changed authors.slug meta.options.trim"),
        change(
            "cannot be edited any more",
            "pages/path",
            "readonly",
            "false",
            "true",
            "low field_readonly_changed pages.path meta.readonly"));
  }

  private static List<Mutation> looks() {
    return List.of(
        change(
            "is edited otherwise",
            "pages/content",
            "interface",
            "\"input-rich-text-html\"",
            "\"input-rich-text-md\"",
            "info field_interface_changed pages.content meta.interface"),
        change(
            "is displayed otherwise",
            "pages/path",
            "display",
            "null",
            "\"raw\"",
            "info field_display_changed pages.path meta.display"),
        change(
            "is displayed with other options",
            "articles/status",
            "display_options",
            "{\"showAsDot\": true}",
            "{\"showAsDot\": false}",
            "info field_display_changed articles.status meta.display_options"),
        change(
            "is hidden",
            "pages/path",
            "hidden",
            "false",
            "true",
            "info field_hidden_changed pages.path meta.hidden"),
        change(
            "moves into a group",
            "articles/teaser",
            "group",
            "null",
            "\"seo\"",
            "info field_group_changed articles.teaser meta.group"),
        change(
            "gets another width",
            "pages/path",
            "width",
            "\"full\"",
            "\"half\"",
            "info field_width_changed pages.path meta.width"),
        change(
            "gets a note",
            "pages/path",
            "note",
            "null",
            "\"changed\"",
            "info field_note_changed pages.path meta.note"),
        change(
            "gets a name in a language",
            "pages/path",
            "translations",
            "null",
            "[{\"language\": \"de-DE\", \"translation\": \"Pfad\"}]",
            "info field_translations_changed pages.path meta.translations"),
        Mutation.sql(
            "fields change places",
            places(3, 2),
            places(2, 3),
            "info field_sort_changed pages meta.sort"),
        Mutation.api(
            "a field changes in three ways at once",
            patch(
                "/fields/pages/path",
                """
                {"meta": {"special": ["conceal"], "note": "n", "required": true}}\
                """),
            patch(
                "/fields/pages/path",
                """
                {"meta": {"special": null, "note": null, "required": false}}\
                """),
            "info field_note_changed pages.path meta.note",
            "medium field_required_changed pages.path meta.required",
            "medium field_secrecy_changed pages.path meta.special"));
  }

  private static String places(int title, int path) {
    return """
    UPDATE directus_fields SET sort = %d WHERE collection = 'pages' AND field = 'title';
    UPDATE directus_fields SET sort = %d WHERE collection = 'pages' AND field = 'path'
    """
        .formatted(title, path);
  }

  private static Mutation choices(String what, String choices, String severity) {
    String before = "[{\"text\": \"One\", \"value\": 1}, {\"text\": \"Two\", \"value\": 2}]";
    return Mutation.api(
        what,
        patch(
            "/fields/section_text/columns", Step.meta("options", "{\"choices\": " + choices + "}")),
        patch(
            "/fields/section_text/columns", Step.meta("options", "{\"choices\": " + before + "}")),
        severity + " field_choices_changed section_text.columns meta.options.choices");
  }

  private static Mutation change(
      String what, String field, String member, String from, String to, String... expected) {
    return Mutation.api(
        "a field " + what,
        patch("/fields/" + field, Step.meta(member, to)),
        patch("/fields/" + field, Step.meta(member, from)),
        expected);
  }
}
