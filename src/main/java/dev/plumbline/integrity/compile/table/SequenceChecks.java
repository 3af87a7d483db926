package dev.plumbline.integrity.compile.table;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.SchemaObjects.Owner;
import dev.plumbline.catalog.SchemaObjects.Sequence;
import dev.plumbline.integrity.Check.SequenceBehind;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import java.util.Optional;

/** Sequences that may give a key that is taken: rows were inserted with keys of their own. */
final class SequenceChecks {
  private SequenceChecks() {}

  static void compile(CheckInputs inputs, Table table, CheckCollector into) {
    if (table.primaryKey().size() != 1) {
      return;
    }
    String key = table.primaryKey().getFirst();
    inputs
        .column(table.name(), key)
        .filter(column -> inputs.kind(column.type()).isInteger())
        .ifPresent(column -> compile(inputs, table, column, into));
  }

  private static void compile(CheckInputs inputs, Table table, Column column, CheckCollector into) {
    CheckId id =
        new CheckId(TableCheck.SEQUENCE_BEHIND, table.name(), Optional.of(column.name()), "");
    Optional<String> sequence =
        switch (column.value()) {
          // Whoever owns it, the default says which one is asked.
          case ColumnValue.Default(String expression) -> NextValue.sequence(expression);
          case ColumnValue.Identity ignored -> owned(inputs, table, column);
          case ColumnValue.Unset ignored -> Optional.empty();
          case ColumnValue.Generated ignored -> Optional.empty();
        };
    if (sequence.isPresent()) {
      if (!isDescending(inputs, sequence.get())) {
        into.add(
            new SequenceBehind(
                id, table.name(), table.primaryKey(), column.name(), sequence.get()));
      }
    } else if (asksASequence(column)) {
      into.uncheckable(
          id,
          "The sequence of %s.%s is in another schema, or part of an expression."
              .formatted(table.name(), column.name()));
    }
  }

  private static Optional<String> owned(CheckInputs inputs, Table table, Column column) {
    Optional<Owner> owner = Optional.of(new Owner(table.name(), column.name()));
    return inputs.model().objects().sequences().stream()
        .filter(sequence -> sequence.owner().equals(owner))
        .map(Sequence::name)
        .findFirst();
  }

  private static boolean asksASequence(Column column) {
    return switch (column.value()) {
      case ColumnValue.Default(String expression) -> expression.contains("nextval(");
      case ColumnValue.Identity ignored -> true;
      case ColumnValue.Unset ignored -> false;
      case ColumnValue.Generated ignored -> false;
    };
  }

  /** Of one that counts down, the largest key says nothing. */
  private static boolean isDescending(CheckInputs inputs, String name) {
    return inputs.model().objects().sequences().stream()
        .anyMatch(sequence -> sequence.name().equals(name) && sequence.increment() < 0);
  }

  /** What fails while the sequence of a table is behind its data. */
  static String effect(String table) {
    return switch (table) {
      case "directus_fields" -> "the next field cannot be created, and a schema apply fails";
      case "directus_relations" -> "the next relation cannot be created, and a schema apply fails";
      case "directus_permissions" -> "the next permission cannot be created";
      case "directus_presets" -> "the next preset or bookmark cannot be saved";
      case "directus_notifications" -> "the next notification cannot be sent";
      case "directus_settings" -> "the settings cannot be created";
      case "directus_activity", "directus_revisions" -> "every write through the API fails";
      default -> "the next insert fails with a duplicate key";
    };
  }
}
