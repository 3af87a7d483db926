package dev.plumbline.mismatch;

import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.InventoryBuilder;
import dev.plumbline.mismatch.seen.Names;
import dev.plumbline.mismatch.seen.Standing;
import dev.plumbline.mismatch.seen.WellKnown;
import dev.plumbline.path.ContentModel;
import dev.plumbline.path.ContentModels;
import dev.plumbline.schema.Catalog;
import dev.plumbline.schema.Catalog.Table;
import dev.plumbline.schema.Metadata;
import dev.plumbline.schema.Snapshot;
import dev.plumbline.schema.rebuild.ReservedRows;
import dev.plumbline.schema.surroundings.DirectusRole;
import dev.plumbline.schema.surroundings.Surroundings.StaleCollation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares Directus's metadata with the catalog of its database. One cause is told once: of a
 * collection without table nothing is told of its fields, of an untracked table nothing of its
 * columns.
 */
public final class Mismatches {
  private Mismatches() {}

  /** Does a part of the work beside the rest, if whoever reads has a thread for it. */
  public interface Beside {
    /** For whom one thread is enough. */
    Beside NOTHING =
        new Beside() {
          @Override
          public <T> Supplier<T> start(Supplier<T> work) {
            T result = work.get();
            return () -> result;
          }
        };

    /**
     * @param work without I/O; what it throws is thrown where its result is asked for
     * @return gives the result, and waits for it if need be
     */
    <T> Supplier<T> start(Supplier<T> work);
  }

  /** All of it one after the other. */
  public static CatalogReading read(Catalog catalog, Metadata metadata, Snapshot snapshot) {
    return read(catalog, metadata, snapshot, Beside.NOTHING);
  }

  /**
   * @param snapshot rebuilt from the other two
   * @param beside does about half of the work
   */
  public static CatalogReading read(
      Catalog catalog, Metadata metadata, Snapshot snapshot, Beside beside) {
    ReservedRows reserved = ReservedRows.of(catalog, metadata);
    Supplier<ContentModel> model = beside.start(() -> ContentModels.of(catalog, metadata));
    Supplier<Inventory> inventory =
        beside.start(() -> InventoryBuilder.build(catalog, reserved.rest()));
    Names names = new Names(catalog, reserved.rest(), snapshot);
    Supplier<Told> relations = beside.start(() -> relations(catalog, names, snapshot, model));
    Told told = fields(catalog, names, reserved);
    told.addAll(relations.get());
    return new CatalogReading(inventory.get(), told.sorted(), harmless(catalog, names, told));
  }

  /** Of tables and their columns. */
  private static Told fields(Catalog catalog, Names names, ReservedRows reserved) {
    Told told = new Told();
    ReservedRowRules.tell(reserved, told);
    Renames renames = Renames.of(names);
    renames.tell(told);
    CollectionRules.tell(names, renames, told);
    for (StaleCollation collation : catalog.objects().surroundings().collations()) {
      told.add(MismatchCode.COLLATION_VERSION_MISMATCH, "", collation.name(), stale(collation));
    }
    for (String schema : catalog.objects().surroundings().otherDirectus()) {
      told.add(
          MismatchCode.OTHER_DIRECTUS_SCHEMA,
          "",
          schema,
          "schema `%s` of this database also has the tables of a Directus; if it is no longer used, drop it:"
                  .formatted(schema)
              + " a wrong DB_SEARCH_PATH or search_path connects Directus to it by"
              + " mistake");
    }
    Optional<DirectusRole> role = catalog.objects().surroundings().role();
    TableRules.tell(names, role, told);
    role.ifPresent(known -> RoleRules.tell(names, known, told));
    FieldRules.tell(catalog, names, renames, told);
    TypeRules.tell(names, told);
    ColumnRules.tell(catalog, names, told);
    IndexRules.tell(names, told);
    return told;
  }

  /** Of relations, and of whatever else names fields of other collections. */
  private static Told relations(
      Catalog catalog, Names names, Snapshot snapshot, Supplier<ContentModel> model) {
    Told told = new Told();
    ForeignKeyRules.tell(names, told);
    ForeignKeyActionRules.tell(catalog, names, told);
    RelationRules.tell(names, told);
    AliasRules.tell(names, told);
    DanglingNameRules.tell(names, told);
    ReferenceRules.tell(names, model.get(), snapshot, told);
    return told;
  }

  private static String stale(StaleCollation collation) {
    boolean isOfDatabase = collation.name().isEmpty();
    return (isOfDatabase ? "the collation of the database" : "collation `" + collation.name() + "`")
        + " has version `%s`, but its indexes were built with version `%s`: they may miss rows and allow"
            .formatted(collation.actual(), collation.recorded())
        + " duplicates; REINDEX, then "
        + (isOfDatabase ? "ALTER DATABASE" : "ALTER COLLATION")
        + " … REFRESH "
        + (isOfDatabase ? "COLLATION VERSION" : "VERSION");
  }

  private static List<Harmless> harmless(Catalog catalog, Names names, Told told) {
    List<Harmless> harmless = new ArrayList<>();
    for (Table table : names.tables()) {
      if (names.standing(table.name()) == Standing.UNTRACKED
          && !told.has(MismatchCode.COLLECTION_OF_SYNC_TOOL, table.name())) {
        WellKnown.table(table)
            .ifPresent(
                why ->
                    harmless.add(
                        new Harmless(
                            table.kind().name().toLowerCase(Locale.ROOT), table.name(), why)));
      }
    }
    for (String schema : catalog.objects().schemas()) {
      WellKnown.schema(schema).ifPresent(why -> harmless.add(new Harmless("schema", schema, why)));
    }
    harmless.sort(Comparator.comparing(Harmless::kind).thenComparing(Harmless::name));
    return harmless;
  }
}
