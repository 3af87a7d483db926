package dev.plumbline.drift.differ;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.differ.value.ColumnType;
import dev.plumbline.drift.differ.value.ComparableKeys;
import dev.plumbline.drift.differ.value.ComparableKeys.Part;
import dev.plumbline.drift.differ.value.Convergence;
import dev.plumbline.drift.differ.value.Deltas;
import dev.plumbline.drift.differ.value.Deltas.Delta;
import dev.plumbline.drift.differ.value.FieldOptions;
import dev.plumbline.drift.differ.value.MatchedPairs.Pair;
import dev.plumbline.drift.differ.value.Properties;
import dev.plumbline.drift.differ.value.Specials;
import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The differences of one field that both sides have. What belongs together is reported once. */
public final class FieldDiffer {
  static final String TYPE = "type";
  private static final String SCHEMA = "schema";
  static final String DATA_TYPE = "schema.data_type";
  private static final String LENGTH = "schema.max_length";
  private static final String PRECISION = "schema.numeric_precision";
  private static final String SCALE = "schema.numeric_scale";
  static final String DEFAULT = "schema.default_value";
  private static final String AUTO_INCREMENT = "schema.has_auto_increment";
  static final String GENERATED = "schema.is_generated";
  static final String EXPRESSION = "schema.generation_expression";
  private static final String FOREIGN_TABLE = "schema.foreign_key_table";
  private static final String FOREIGN_COLUMN = "schema.foreign_key_column";
  static final String SPECIAL = "meta.special";

  private final Field target;
  private final Field source;
  private final Subject subject;
  private final String name;
  private final Deltas deltas;
  private final List<Change> changes = new ArrayList<>();

  private FieldDiffer(ComparableKeys keys, Pair<Field> pair) {
    target = pair.target();
    source = pair.source();
    subject = new Subject.OfField(source.collection(), source.field());
    name = Words.name(source.collection(), source.field());
    deltas =
        new Deltas(keys)
            .value(TYPE, JsonValue.of(target.type()), JsonValue.of(source.type()))
            .objects("meta", Part.FIELD_META, new Pair<>(target.meta(), source.meta()))
            .schemas(Part.FIELD_SCHEMA, target.schema(), source.schema());
  }

  /**
   * @param foreignKeyTold whether the relation of this field reports the same foreign key already
   */
  static List<Change> changes(
      ComparableKeys keys, Pair<Field> pair, CatalogColumn catalog, boolean foreignKeyTold) {
    FieldDiffer differ = new FieldDiffer(keys, pair);
    catalog.leaveOut(differ.deltas, pair);
    differ.column();
    differ.type();
    differ.precision();
    differ.numbering();
    differ.generated();
    differ.foreignKey(foreignKeyTold);
    differ.special();
    differ.changes.addAll(FieldOptions.changes(differ.subject, differ.deltas));
    differ.rest();
    return differ.changes;
  }

  /** From alias to column or back: Directus drops the one and creates the other. */
  private void column() {
    deltas
        .take(SCHEMA)
        .ifPresent(
            delta -> {
              boolean isAdded = source.schema().isPresent();
              ChangeCode code =
                  isAdded ? ChangeCode.FIELD_COLUMN_ADDED : ChangeCode.FIELD_COLUMN_REMOVED;
              deltas.take(TYPE);
              foldSpecial();
              toChange(
                  code,
                  code.gravest(),
                  SCHEMA,
                  JsonValue.of(ColumnType.text(target)),
                  JsonValue.of(ColumnType.text(source)),
                  "type of " + name + inTargetAndSource(),
                  isAdded ? Convergence.field(source, Optional.empty()) : Optional.empty());
            });
  }

  /** With everything that comes with another type. */
  private void type() {
    boolean isOtherType = deltas.take(TYPE).isPresent();
    boolean isOtherColumn = deltas.take(DATA_TYPE).isPresent();
    if (!isOtherType && !isOtherColumn) {
      return;
    }
    // Also of a column that stays: Directus takes numeric without precision for an integer.
    boolean isOtherSize = deltas.takeAny(List.of(LENGTH, PRECISION, SCALE));
    if (isOtherColumn) {
      deltas.peek(DEFAULT).filter(FieldDiffer::readsTheSame).ifPresent(d -> deltas.take(DEFAULT));
    }
    if (isOtherType) {
      foldSpecial();
    }
    toChange(
        ChangeCode.FIELD_TYPE_CHANGED,
        ColumnType.severity(target, source),
        TYPE,
        JsonValue.of(ColumnType.text(target)),
        JsonValue.of(ColumnType.text(source)),
        "type of " + name + inTargetAndSource(),
        isOtherColumn || isOtherSize
            ? Convergence.column(source).or(() -> isOtherType ? Optional.empty() : numbersItself())
            : Optional.empty());
  }

  private void precision() {
    if (deltas.takeAny(List.of(PRECISION, SCALE))) {
      String before = target.schema().map(ColumnType::column).orElse("");
      String after = source.schema().map(ColumnType::column).orElse("");
      toChange(
          ChangeCode.FIELD_PRECISION_CHANGED,
          ColumnType.precisionSeverity(target, source),
          PRECISION,
          JsonValue.of(before),
          JsonValue.of(after),
          "precision of " + name + ": " + before + " in the target, " + after + " in the source",
          Convergence.column(source));
    }
  }

  /** A column that numbers itself has its sequence as default; an identity column has none. */
  private void numbering() {
    deltas
        .peek(DEFAULT)
        .filter(delta -> isSequence(delta.before()) || isSequence(delta.after()))
        .ifPresent(
            delta -> {
              if (deltas.has(AUTO_INCREMENT)) {
                deltas.take(DEFAULT);
              } else if ((numbersItself(target) && numbersItself(source))
                  || (isSequence(delta.before()) && isSequence(delta.after()))) {
                deltas.take(DEFAULT);
                toChange(
                    ChangeCode.FIELD_SEQUENCE_CHANGED,
                    Severity.INFO,
                    DEFAULT,
                    delta.before(),
                    delta.after(),
                    "sequence of "
                        + name
                        + ": "
                        + sequence(delta.before())
                        + " in the target, "
                        + sequence(delta.after())
                        + " in the source",
                    numbersItself());
              }
            });
  }

  private void generated() {
    Optional<Delta> flag = deltas.take(GENERATED);
    Optional<Delta> expression = deltas.take(EXPRESSION);
    if (flag.isEmpty() && expression.isEmpty()) {
      return;
    }
    JsonValue before = ColumnType.generation(target);
    JsonValue after = ColumnType.generation(source);
    toChange(
        ChangeCode.FIELD_GENERATED_CHANGED,
        ChangeCode.FIELD_GENERATED_CHANGED.gravest(),
        GENERATED,
        before,
        after,
        "generation of "
            + name
            + ": "
            + Words.value(before)
            + " in the target, "
            + Words.value(after)
            + " in the source",
        Convergence.generated(source));
  }

  private void foreignKey(boolean isToldByRelation) {
    if (deltas.takeAny(List.of(FOREIGN_TABLE, FOREIGN_COLUMN)) && !isToldByRelation) {
      JsonValue before = ColumnType.foreignKey(target);
      JsonValue after = ColumnType.foreignKey(source);
      toChange(
          ChangeCode.FIELD_FOREIGN_KEY_CHANGED,
          after.isNull() ? Severity.HIGH : Severity.MEDIUM,
          FOREIGN_TABLE,
          before,
          after,
          "foreign key of "
              + name
              + " without a relation in Directus: "
              + Words.value(before)
              + " in the target, "
              + Words.value(after)
              + " in the source",
          after.isNull() ? Optional.empty() : Optional.of(Convergence.CONSTRAINT_WITHOUT_RELATION));
    }
  }

  private void special() {
    deltas
        .take(SPECIAL)
        .ifPresent(delta -> changes.addAll(Specials.changes(subject, source, delta)));
  }

  private void rest() {
    for (Delta delta : deltas.rest()) {
      changes.add(
          Properties.toChange(
              Properties.FIELD,
              ChangeCode.FIELD_METADATA_CHANGED,
              subject,
              delta,
              delta.path().startsWith(SCHEMA) ? columnReason(delta) : Optional.empty()));
    }
  }

  private Optional<String> columnReason(Delta delta) {
    Optional<String> reason =
        switch (delta.path()) {
          case LENGTH -> Convergence.column(source);
          case DEFAULT -> Convergence.defaultValue(delta.after());
          default -> Optional.empty();
        };
    return reason.or(this::numbersItself);
  }

  private Optional<String> numbersItself() {
    return numbersItself(target) ? Optional.of(Convergence.NUMBERS_ITSELF) : Optional.empty();
  }

  private static boolean numbersItself(Field field) {
    return field.schema().map(schema -> schema.get("has_auto_increment")).stream()
        .anyMatch(JsonBoolean.TRUE::equals);
  }

  private void foldSpecial() {
    deltas
        .peek(SPECIAL)
        .filter(delta -> Specials.differInTypeOnly(delta.before(), delta.after()))
        .ifPresent(delta -> deltas.take(SPECIAL));
  }

  private static boolean readsTheSame(Delta value) {
    return Words.plain(value.before()).equals(Words.plain(value.after()));
  }

  private static String sequence(JsonValue value) {
    return value.isNull() ? "that of an identity column" : Words.plain(value);
  }

  static boolean isSequence(JsonValue value) {
    return value instanceof JsonString(String text) && text.startsWith("nextval(");
  }

  private String inTargetAndSource() {
    return ": "
        + ColumnType.text(target)
        + " in the target, "
        + ColumnType.text(source)
        + " in the source";
  }

  private void toChange(
      ChangeCode code,
      Severity severity,
      String path,
      JsonValue before,
      JsonValue after,
      String message,
      Optional<String> neverConverges) {
    changes.add(
        new Change.Changed(code, subject, severity, path, before, after, message, neverConverges));
  }
}
