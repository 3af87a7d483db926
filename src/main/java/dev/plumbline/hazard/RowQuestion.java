package dev.plumbline.hazard;

import dev.plumbline.model.system.SystemTables;
import dev.plumbline.path.FieldGraph;
import dev.plumbline.path.MissingName;
import dev.plumbline.path.reference.RowReferences;
import java.util.List;
import java.util.Optional;

/**
 * Something to be counted on the target, under the settings of Directus's own sessions. Two equal
 * questions have one answer; graphs are equal only if they are the same object.
 */
public sealed interface RowQuestion {
  /** The name of the table that is read; as it is, never in quotes. */
  String table();

  /** What each number of the answer is, as it is called in evidence. */
  default List<String> counts() {
    return switch (this) {
      case TableRows ignored -> List.of("rows");
      case ColumnValues ignored -> List.of("values");
      case ColumnNulls ignored -> List.of("nulls");
      case DuplicateValues ignored -> List.of("groups", "duplicates");
      case OrphanedValues ignored -> List.of("orphans");
      case FailingCasts ignored -> List.of("notConverted");
      case ChangedValues ignored -> List.of("changed");
      case MatchingRows matching -> List.of(ofRows(matching.table()));
      case JsonNamingRows naming -> List.of(naming.table());
      case NamingRows naming -> List.of(naming.table());
      case DependentObjects ignored ->
          List.of(
              "views",
              "generatedColumns",
              "policies",
              "triggers",
              "functions",
              "publications",
              "foreignKeys",
              "rules",
              "parentTables");
      case SilentlyDropped ignored ->
          List.of("comments", "labels", "publications", "subscriptions", "statistics", "rules");
      case InstalledExtensions ignored -> List.of("extensions");
      case PoolerBetween ignored -> List.of("poolers");
      case TableSize ignored -> List.of("estimatedRows", "bytes");
      case IdsBehind ignored -> List.of("idsInUse");
    };
  }

  private static String ofRows(String table) {
    return SystemTables.contains(table) ? table : "rows";
  }

  /** All rows of a table. */
  record TableRows(String table) implements RowQuestion {}

  /** The values of a column that are not null. */
  record ColumnValues(String table, String column) implements RowQuestion {}

  /** The rows with null in a column. */
  record ColumnNulls(String table, String column) implements RowQuestion {}

  /**
   * Values that more than one row has: how many such values, and how many rows have one. Null is
   * never equal to null.
   *
   * @param ignoringCase whether values count as equal that differ in case only
   * @param converted the type that they have when they are compared, with the collation of the
   *     database; empty for type and collation of the column
   */
  record DuplicateValues(
      String table, String column, boolean ignoringCase, Optional<ColumnForm> converted)
      implements RowQuestion {
    /** As they are. */
    public DuplicateValues(String table, String column, boolean ignoringCase) {
      this(table, column, ignoringCase, Optional.empty());
    }
  }

  /**
   * The values of a column that are not null and not in the other column.
   *
   * @param parentTable in the same schema
   */
  record OrphanedValues(String table, String column, String parentTable, String parentColumn)
      implements RowQuestion {}

  /**
   * The values for which {@code column::type} is an error.
   *
   * @param from the type of the column, as PostgreSQL formats it without length
   * @param range whether only numbers count that are too large
   */
  record FailingCasts(String table, String column, String from, ColumnForm type, boolean range)
      implements RowQuestion {}

  /**
   * The values that are not the same after {@code column::type}: cut, rounded or shifted. Those for
   * which it is an error do not count.
   *
   * @param from the type of the column, as PostgreSQL formats it without length
   */
  record ChangedValues(String table, String column, String from, ColumnForm type)
      implements RowQuestion {}

  /**
   * Rows that have one of these texts in a column.
   *
   * @param values compared with the column as text
   */
  record MatchingRows(String table, String column, List<String> values) implements RowQuestion {
    public MatchingRows {
      values = List.copyOf(values);
    }
  }

  /**
   * Rows whose JSON names a text: as the value of a member, or in its array.
   *
   * @param column of type {@code json} or {@code jsonb}
   */
  record JsonNamingRows(String table, String column, String member, String name)
      implements RowQuestion {}

  /**
   * Rows of one of Directus's own tables that name what is dropped.
   *
   * @param references which table, and where in its rows names are
   * @param name that rows count for which use it
   * @param after what is there once the plan was carried out, without the name
   */
  record NamingRows(RowReferences references, MissingName name, FieldGraph after)
      implements RowQuestion {
    @Override
    public String table() {
      return references.table();
    }
  }

  /**
   * What keeps PostgreSQL from altering or dropping the column or table, from its own record of
   * dependencies: views of any kind, generated columns, policies, triggers that name columns,
   * functions with a body in SQL, publications that name columns, foreign keys of other tables that
   * Directus does not drop itself, rules of the table that name the column, and the tables that the
   * column is inherited from.
   *
   * @param column empty for the table as a whole
   * @param dropped whether it is to be dropped, not altered
   */
  record DependentObjects(String table, Optional<String> column, boolean dropped)
      implements RowQuestion {}

  /**
   * What PostgreSQL drops with a column or a table without being asked, and no catalog of Plumbline
   * has: comments, security labels, the membership of publications and subscriptions, extended
   * statistics and rules. The answer has their names.
   *
   * @param column empty for the table as a whole
   */
  record SilentlyDropped(String table, Optional<String> column) implements RowQuestion {}

  /**
   * The extensions of Directus that are switched on. The answer has the name of the folder or
   * package of each; of one from the marketplace, the id of its version.
   */
  record InstalledExtensions() implements RowQuestion {
    @Override
    public String table() {
      return "directus_extensions";
    }
  }

  /** Whether Plumbline reaches the database through a pooler or another proxy: 1 if it does. */
  record PoolerBetween() implements RowQuestion {
    /** No table is read. */
    @Override
    public String table() {
      return "";
    }
  }

  /** How large a table is, with its indexes; from statistics, without reading it. */
  record TableSize(String table) implements RowQuestion {}

  /**
   * How many of the next ids that its sequence gives are in use already.
   *
   * @param next how many ids are taken from the sequence
   */
  record IdsBehind(String table, String column, long next) implements RowQuestion {}
}
