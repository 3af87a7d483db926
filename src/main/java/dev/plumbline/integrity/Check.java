package dev.plumbline.integrity;

import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.path.FieldGraph;
import dev.plumbline.path.reference.RowReferences;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A rule about records, complete in itself: nothing of the schema is needed to look for the rows
 * that break it. Tables are those of the schema in which Directus has its own.
 */
public sealed interface Check {
  CheckId id();

  /** Its rows are counted, and their primary keys are the samples. */
  String table();

  /**
   * The columns of the primary key of {@link #table()}; empty if there is none, and then no sample
   * can be determined.
   */
  List<String> key();

  /**
   * Stable text of the whole check: as long as it is the same, the same is asked of the rows. A new
   * choice in a list, a changed rule, another key: another definition.
   */
  default String definition() {
    return CheckDefinition.of((Record) this);
  }

  /** How many keys of rows that break it are kept. */
  default int mostSamples() {
    return Tally.MOST_SAMPLES;
  }

  /** Every table whose rows decide about it. */
  default SortedSet<String> tables() {
    return CheckTraits.tables(this);
  }

  /** The tables whose rows decide about it, and the sequence whose next value does. */
  default SortedSet<String> relations() {
    return CheckTraits.relations(this);
  }

  /** Whether nothing but {@link #relations} decides, whose states show every change. */
  default boolean hangsOnRowsAlone() {
    return CheckTraits.hangsOnRowsAlone(this);
  }

  /**
   * Checks of one group can be checked together, for less than one after the other: conditions on
   * the rows of one table in one reading of it, and what no row shows in one statement. Orphans are
   * not among them: looked up together they are slower.
   *
   * @return empty if it goes by itself
   */
  default Optional<Group> group() {
    return CheckTraits.group(this);
  }

  /** Checks that can run together; more than {@code most} at once cost more than fewer. */
  record Group(String name, int most) {}

  /** Rows whose column is not null and names no row of the parent. */
  record Orphans(
      CheckId id, String table, List<String> key, String column, String parent, String parentKey)
      implements Check {
    public Orphans {
      key = List.copyOf(key);
    }
  }

  /**
   * Rows whose column and the parent's key have different types, one of them text: Directus
   * compares the two as texts. A key has one written form: a UUID in lower case, an integer without
   * leading zeros. Rows whose text has not the form of a key are a matter of {@link Rows}.
   *
   * @param form that a text must have to be counted; empty if every text is
   */
  record TextOrphans(
      CheckId id,
      String table,
      List<String> key,
      String column,
      String parent,
      String parentKey,
      Optional<Condition.Form> form)
      implements Check {
    public TextOrphans {
      key = List.copyOf(key);
    }
  }

  /**
   * Rows whose option is the written key of no row of another table, or of one for which a
   * condition is true. A list of one is taken for its item, as JavaScript does.
   *
   * @param when which rows of the table it is about
   */
  record NamedRows(
      CheckId id,
      String table,
      List<String> key,
      Condition when,
      Condition.Operand named,
      String parent,
      String parentKey,
      Optional<Condition> parentIs)
      implements Check {
    public NamedRows {
      key = List.copyOf(key);
    }
  }

  /**
   * Rows that share their name with another one. Blanks around it do not count, and a row without a
   * name shares none.
   *
   * @param only which rows are compared at all
   * @param within columns that must be equal, too; of these, null equals null
   * @param flags columns that are compared within a name; null equals the empty text
   * @param differing whether only names count within which a flag differs, or only the others;
   *     without flags, false
   * @param attached what a reader must know before deciding which row stays
   */
  record SharedNames(
      CheckId id,
      String table,
      List<String> key,
      String name,
      Optional<Condition> only,
      List<String> within,
      List<String> flags,
      boolean differing,
      List<ReferencingRows> attached)
      implements Check {
    public SharedNames {
      key = List.copyOf(key);
      within = List.copyOf(within);
      flags = List.copyOf(flags);
      attached = List.copyOf(attached);
    }
  }

  /**
   * Rows that name a row of one of several tables: many-to-any, and Directus's own tables with
   * {@code collection} and {@code item}. Broken are those whose collection is one of the targets
   * and whose item, readable as a key of it, names no row there. A null, another collection and a
   * malformed key are matters of {@link Rows}.
   */
  record AnyOrphans(
      CheckId id,
      String table,
      List<String> key,
      String itemColumn,
      String collectionColumn,
      List<Target> targets)
      implements Check {
    public AnyOrphans {
      key = List.copyOf(key);
      targets = List.copyOf(targets);
    }
  }

  /**
   * Where an item may be.
   *
   * @param collection as it stands in the collection column; also the name of the table
   */
  record Target(String collection, String table, String keyColumn, ColumnType keyType) {}

  /** Rows for which a condition on that row alone is true. */
  record Rows(CheckId id, String table, List<String> key, Condition broken) implements Check {
    public Rows {
      key = List.copyOf(key);
    }
  }

  /**
   * Rows that share their values in all of these columns with another one; nulls are not shared.
   */
  record Duplicates(CheckId id, String table, List<String> key, List<String> columns)
      implements Check {
    public Duplicates {
      key = List.copyOf(key);
      columns = List.copyOf(columns);
    }
  }

  /** Rows that are their own ancestor. */
  record Cycles(CheckId id, String table, List<String> key, String keyColumn, String parentColumn)
      implements Check {
    public Cycles {
      key = List.copyOf(key);
    }
  }

  /** The next value of a sequence is taken already: one row is counted, and there is no sample. */
  record SequenceBehind(CheckId id, String table, List<String> key, String column, String sequence)
      implements Check {
    public SequenceBehind {
      key = List.copyOf(key);
    }
  }

  /**
   * Deleting a parent reads the whole child table; reported only of tables of at least {@code
   * fewestRows}, by PostgreSQL's estimate, which is the count.
   *
   * @param indexes of the table, when the check was compiled: with others, it is another check
   */
  record UnindexedForeignKey(
      CheckId id,
      String table,
      List<String> key,
      List<String> columns,
      String parent,
      long fewestRows,
      List<Index> indexes)
      implements Check {
    public UnindexedForeignKey {
      indexes = List.copyOf(indexes);
      key = List.copyOf(key);
      columns = List.copyOf(columns);
    }
  }

  /** Rows of {@code directus_operations} that no flow leads to. */
  record UnreachableOperations(CheckId id) implements Check {
    @Override
    public String table() {
      return "directus_operations";
    }

    @Override
    public List<String> key() {
      return List.of("id");
    }
  }

  /**
   * Rows of one of Directus's own tables that name fields which the content model does not have.
   * Decided row by row outside of the database: SQL cannot follow a path over relations.
   *
   * @param graph part of the definition by its fingerprint, so that every change of the schema has
   *     the rows read again
   */
  record MissingNames(CheckId id, List<String> key, RowReferences references, FieldGraph graph)
      implements Check {
    /** As many keys are reported, and shown by its SQL. */
    public static final int MOST_SAMPLES = 200;

    public MissingNames {
      key = List.copyOf(key);
    }

    @Override
    public String table() {
      return references.table();
    }

    @Override
    public int mostSamples() {
      return MOST_SAMPLES;
    }
  }

  /** Rows of {@code directus_files} in a storage location that is not served; asked over HTTP. */
  record UnservedStorage(CheckId id, String storage) implements Check {
    @Override
    public String table() {
      return "directus_files";
    }

    @Override
    public List<String> key() {
      return List.of("id");
    }
  }

  /**
   * Rows of {@code directus_files} whose binary Directus does not have; asked over HTTP.
   *
   * @param storage only those of this storage location; of all if empty
   */
  record MissingBinaries(CheckId id, Optional<String> storage) implements Check {
    /** A sample that is not larger forgets none that it found. */
    public static final int MOST_SAMPLES = 200;

    @Override
    public String table() {
      return "directus_files";
    }

    @Override
    public int mostSamples() {
      return MOST_SAMPLES;
    }

    @Override
    public List<String> key() {
      return List.of("id");
    }
  }
}
