package dev.plumbline.drift.differ.value;

import static dev.plumbline.drift.change.ChangeCode.*;
import static dev.plumbline.drift.differ.value.Property.flag;
import static dev.plumbline.drift.differ.value.Property.value;
import static dev.plumbline.severity.Severity.HIGH;
import static dev.plumbline.severity.Severity.INFO;
import static dev.plumbline.severity.Severity.LOW;
import static dev.plumbline.severity.Severity.MEDIUM;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.differ.FieldDiffer;
import dev.plumbline.drift.differ.RelationDiffer;
import dev.plumbline.drift.differ.value.Deltas.Delta;
import dev.plumbline.drift.differ.value.Property.Judge;
import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that is known of single values: which code, what it is called, how much it matters.
 * What needs more than one value is in {@link FieldDiffer} and {@link RelationDiffer}; whatever is
 * not in these tables either is reported as metadata that we do not know.
 */
public final class Properties {
  private Properties() {}

  /** From less history kept to more. */
  private static final List<String> ACCOUNTABILITY = List.of("", "activity", "all");

  public static final Map<String, Property> COLLECTION =
      table(
          flag("meta.singleton", COLLECTION_SINGLETON_CHANGED, "a singleton"),
          value(
              "meta.status",
              COLLECTION_STATUS_CHANGED,
              "status",
              (before, after) -> after.textOr("").equals("active") ? LOW : HIGH),
          value(
              "meta.accountability",
              COLLECTION_ACCOUNTABILITY_CHANGED,
              "accountability",
              // What was not recorded can never be known.
              (before, after) -> recorded(after) < recorded(before) ? HIGH : LOW),
          value("meta.archive_field", COLLECTION_ARCHIVE_CHANGED, "archive field"),
          value("meta.archive_value", COLLECTION_ARCHIVE_CHANGED, "archive value"),
          value("meta.unarchive_value", COLLECTION_ARCHIVE_CHANGED, "unarchive value"),
          flag("meta.archive_app_filter", COLLECTION_ARCHIVE_CHANGED, "filtered by archive state"),
          value("meta.sort_field", COLLECTION_SORT_FIELD_CHANGED, "sort field"),
          flag("meta.versioning", COLLECTION_VERSIONING_CHANGED, "versioned"),
          value(
              "meta.autosave_revision_interval", COLLECTION_AUTOSAVE_CHANGED, "autosave interval"),
          value("meta.item_duplication_fields", COLLECTION_DUPLICATION_CHANGED, "copied fields"),
          value("meta.group", COLLECTION_GROUP_CHANGED, "folder"),
          flag("meta.hidden", COLLECTION_HIDDEN_CHANGED, "hidden"),
          value("meta.sort", COLLECTION_SORT_CHANGED, "position"),
          value("meta.collapse", COLLECTION_COLLAPSE_CHANGED, "collapse"),
          value("meta.icon", COLLECTION_ICON_CHANGED, "icon"),
          value("meta.color", COLLECTION_COLOR_CHANGED, "color"),
          value("meta.note", COLLECTION_NOTE_CHANGED, "note"),
          value("meta.display_template", COLLECTION_DISPLAY_TEMPLATE_CHANGED, "display template"),
          value("meta.translations", COLLECTION_TRANSLATIONS_CHANGED, "translations"),
          value("meta.preview_url", COLLECTION_PREVIEW_URL_CHANGED, "preview URL"));

  public static final Map<String, Property> FIELD =
      table(
          value(
              "schema.max_length",
              FIELD_LENGTH_CHANGED,
              "maximum length",
              (before, after) ->
                  ColumnType.length(after) < ColumnType.length(before)
                      ? FIELD_LENGTH_CHANGED.gravest()
                      : LOW),
          flag("schema.is_nullable", FIELD_NULLABLE_CHANGED, "nullable", false, LOW),
          flag("schema.is_unique", FIELD_UNIQUE_CHANGED, "unique", true, LOW),
          flag("schema.is_indexed", FIELD_INDEXED_CHANGED, "indexed"),
          value("schema.default_value", FIELD_DEFAULT_CHANGED, "default"),
          flag("schema.is_primary_key", FIELD_PRIMARY_KEY_CHANGED, "the primary key"),
          flag("schema.has_auto_increment", FIELD_AUTO_INCREMENT_CHANGED, "auto-incremented"),
          value("meta.validation", FIELD_VALIDATION_CHANGED, "validation"),
          value(
              "meta.validation_message",
              FIELD_VALIDATION_CHANGED,
              "validation message",
              always(INFO)),
          flag("meta.required", FIELD_REQUIRED_CHANGED, "required", true, LOW),
          value("meta.conditions", FIELD_CONDITIONS_CHANGED, "conditions"),
          flag(
              "meta.clear_hidden_value_on_save",
              FIELD_CLEAR_HIDDEN_VALUE_CHANGED,
              "cleared while hidden",
              true,
              LOW),
          flag("meta.readonly", FIELD_READONLY_CHANGED, "read-only"),
          flag("meta.searchable", FIELD_SEARCHABLE_CHANGED, "searchable"),
          value("meta.interface", FIELD_INTERFACE_CHANGED, "interface"),
          value("meta.display", FIELD_DISPLAY_CHANGED, "display"),
          value("meta.display_options", FIELD_DISPLAY_CHANGED, "display options"),
          flag("meta.hidden", FIELD_HIDDEN_CHANGED, "hidden"),
          value("meta.group", FIELD_GROUP_CHANGED, "group"),
          value("meta.sort", FIELD_SORT_CHANGED, "position"),
          value("meta.width", FIELD_WIDTH_CHANGED, "width"),
          value("meta.note", FIELD_NOTE_CHANGED, "note"),
          value("meta.translations", FIELD_TRANSLATIONS_CHANGED, "translations"));

  public static final Map<String, Property> RELATION =
      table(
          value(
              "schema.on_delete",
              RELATION_ON_DELETE_CHANGED,
              "on delete",
              (before, after) -> after.textOr("").equals("CASCADE") ? HIGH : MEDIUM),
          value("schema.on_update", RELATION_ON_UPDATE_CHANGED, "on update"),
          value(
              "schema.constraint_name",
              RELATION_CONSTRAINT_NAME_CHANGED,
              "name of the foreign key"),
          value("meta.one_collection_field", RELATION_COLLECTION_FIELD_CHANGED, "collection field"),
          value(
              "meta.one_field",
              RELATION_ONE_FIELD_CHANGED,
              "alias field on the other side",
              (before, after) -> before.isNull() ? LOW : HIGH),
          value("meta.junction_field", RELATION_JUNCTION_FIELD_CHANGED, "junction field"),
          value(
              "meta.one_deselect_action",
              RELATION_DESELECT_ACTION_CHANGED,
              "deselect action",
              (before, after) -> after.textOr("").equals("delete") ? HIGH : MEDIUM),
          value("meta.sort_field", RELATION_SORT_FIELD_CHANGED, "sort field"));

  public static final Map<String, Property> SYSTEM_FIELD =
      table(flag("schema.is_indexed", SYSTEM_FIELD_INDEX_CHANGED, "indexed"));

  /**
   * The change of one value.
   *
   * @param unknown the code for a path that the table does not have
   */
  public static Change toChange(
      Map<String, Property> table,
      ChangeCode unknown,
      Subject subject,
      Delta delta,
      Optional<String> neverConverges) {
    Property property =
        table.getOrDefault(delta.path(), value(delta.path(), unknown, Words.name(delta.path())));
    return new Change.Changed(
        property.code(),
        subject,
        property.judge().severity(delta.before(), delta.after()),
        delta.path(),
        delta.before(),
        delta.after(),
        property.sentence(Words.name(subject.text()), delta),
        neverConverges);
  }

  private static Judge always(dev.plumbline.severity.Severity severity) {
    return (before, after) -> severity;
  }

  private static int recorded(JsonValue accountability) {
    return ACCOUNTABILITY.indexOf(accountability.textOr(""));
  }

  private static Map<String, Property> table(Property... properties) {
    return Arrays.stream(properties)
        .collect(Collectors.toUnmodifiableMap(Property::path, Function.identity()));
  }
}
