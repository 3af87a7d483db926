package dev.plumbline.integrity.compile.schema;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.CheckContext;
import dev.plumbline.integrity.Condition.Operand.OfColumn;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.RelationRow;
import dev.plumbline.path.FieldGraph;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What checks are compiled from, with the questions that only checks ask of it. */
public final class CheckInputs {
  private final ContentModel model;
  private final FieldGraph graph;
  private final CheckContext context;
  private final SortedSet<String> names;
  private final List<RelationRow> relations;

  /**
   * @param graph of the same schema
   */
  public CheckInputs(ContentModel model, FieldGraph graph, CheckContext context) {
    this.model = model;
    this.graph = graph;
    this.context = context;
    this.names = Collections.unmodifiableSortedSet(names(model));
    this.relations =
        model.relationRows().stream()
            .filter(row -> !row.collection().isEmpty() && !row.field().isEmpty())
            .distinct()
            .toList();
  }

  private static SortedSet<String> names(ContentModel model) {
    SortedSet<String> names = new TreeSet<>();
    model.tables().forEach(table -> names.add(table.name()));
    for (Collection collection : model.snapshot().collections()) {
      // A folder; a table that was dropped by SQL leaves its fields behind.
      if (collection.schema().isEmpty() && model.fields(collection.collection()).isEmpty()) {
        names.add(collection.collection());
      }
    }
    return names;
  }

  public ContentModel model() {
    return model;
  }

  /** What decides about field paths. */
  public FieldGraph graph() {
    return graph;
  }

  /** Whether the field is the many side of a relation. */
  public boolean isRelation(FieldColumn field) {
    return !model.relationsOf(field.collection(), field.name()).isEmpty();
  }

  /** Whether our role may not read the column. */
  public boolean isHidden(String table, String column) {
    return context.hidden().contains(CheckContext.column(table, column));
  }

  /** Storage locations that files name; empty if they could not be read. */
  public Optional<SortedSet<String>> storages() {
    return context.storages();
  }

  /** Rows of {@code directus_relations} that name their many side, none twice. */
  public List<RelationRow> relations() {
    return relations;
  }

  /** Whatever a collection may be named after: tables of any kind, and folders. */
  public SortedSet<String> names() {
    return names;
  }

  /** Ordinary and partitioned tables; a partition is checked as part of its whole. */
  public List<Table> tables() {
    return model.tables().stream()
        .filter(CheckInputs::hasRows)
        .filter(
            table -> table.details().partitionOf().flatMap(of -> model.table(of.table())).isEmpty())
        .filter(table -> table.details().extension().isEmpty())
        .toList();
  }

  /** An ordinary or partitioned table. */
  public Optional<Table> table(String name) {
    return model.table(name).filter(CheckInputs::hasRows);
  }

  public Optional<Column> column(String table, String name) {
    return model.column(table, name);
  }

  public ColumnKind kind(ColumnType type) {
    return ColumnKind.of(type, model.objects());
  }

  public OfColumn operand(Column column) {
    return new OfColumn(column.name(), kind(column.type()).category());
  }

  /**
   * The parts of {@code special}.
   *
   * @param meta of a field
   */
  public static List<String> special(JsonObject meta) {
    return meta.get("special") instanceof JsonArray(List<JsonValue> items)
        ? items.stream().map(item -> item.textOr("")).toList()
        : List.of();
  }

  /**
   * The options of the interface; an empty object if there are none.
   *
   * @param meta of a field
   */
  public static JsonObject options(JsonObject meta) {
    return meta.object("options");
  }

  /** Why there is no such column to check, as a sentence; empty if there is one. */
  public Optional<String> obstacle(String table, String column) {
    return obstacle(table)
        .or(
            () ->
                column(table, column).isPresent()
                    ? Optional.empty()
                    : Optional.of(
                        "The column %s of the table %s does not exist.".formatted(column, table)));
  }

  /** Why this is not a table to check, as a sentence; empty if it is one. */
  public Optional<String> obstacle(String name) {
    Optional<Table> table = model.table(name);
    if (table.isEmpty()) {
      return Optional.of("The table %s does not exist.".formatted(name));
    }
    return table
        .filter(found -> !hasRows(found))
        .map(
            found ->
                "%s is a %s, not a table."
                    .formatted(
                        name, found.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
  }

  public static Stream<ForeignKey> foreignKeys(Table table) {
    return table.constraints().stream()
        .filter(ForeignKey.class::isInstance)
        .map(ForeignKey.class::cast);
  }

  private static boolean hasRows(Table table) {
    return table.kind() == Kind.TABLE || table.kind() == Kind.PARTITIONED_TABLE;
  }

  /** Every field that has a column. */
  public List<FieldColumn> fields() {
    List<FieldColumn> fields = new ArrayList<>();
    for (Field field : model.snapshot().fields()) {
      if (field.schema().isEmpty()) {
        continue;
      }
      table(field.collection())
          .ifPresent(
              table ->
                  column(field.collection(), field.field())
                      .ifPresent(
                          column ->
                              fields.add(
                                  new FieldColumn(
                                      table,
                                      column,
                                      kind(column.type()),
                                      field.type(),
                                      model.fieldMeta(field.collection(), field.field())))));
    }
    return fields;
  }
}
