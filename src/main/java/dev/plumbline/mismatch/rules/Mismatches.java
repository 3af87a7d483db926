package dev.plumbline.mismatch.rules;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.InventoryBuilder;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.mismatch.rules.catalog.CatalogMismatch;
import dev.plumbline.mismatch.rules.metadata.MetadataMismatch;
import dev.plumbline.mismatch.rules.relation.RelationMismatch;
import dev.plumbline.mismatch.wellknown.WellKnown;
import dev.plumbline.mismatch.wellknown.WellKnownObject;
import dev.plumbline.model.CollectionStatus;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.Metadata;
import dev.plumbline.model.ReservedRows;
import dev.plumbline.path.FieldGraph;
import dev.plumbline.path.FieldGraphs;
import dev.plumbline.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Compares Directus's metadata with the catalog of its database. One cause is reported once: of a
 * collection without table nothing is reported about its fields, of an untracked table nothing of
 * its columns.
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
    Supplier<FieldGraph> graph = beside.start(() -> FieldGraphs.of(catalog, metadata));
    ContentModel model = new ContentModel(catalog, reserved.rest(), snapshot);
    Supplier<Inventory> inventory = beside.start(() -> InventoryBuilder.build(model));
    Supplier<MismatchCollector> relations = beside.start(() -> relations(model, graph));
    MismatchCollector collector = fields(model, reserved);
    collector.addAll(relations.get());
    return new CatalogReading(inventory.get(), collector.sorted(), harmless(model, collector));
  }

  /** Of tables and their columns. */
  private static MismatchCollector fields(ContentModel model, ReservedRows reserved) {
    MismatchCollector collector = new MismatchCollector();
    MetadataMismatch.apply(model, reserved, collector);
    CatalogMismatch.apply(model, collector);
    return collector;
  }

  /** Of relations, and of whatever else names fields of other collections. */
  private static MismatchCollector relations(ContentModel model, Supplier<FieldGraph> graph) {
    MismatchCollector collector = new MismatchCollector();
    RelationMismatch.apply(model, graph, collector);
    return collector;
  }

  private static List<WellKnownObject> harmless(ContentModel model, MismatchCollector collector) {
    List<WellKnownObject> harmless = new ArrayList<>();
    for (Table table : model.tables()) {
      if (model.status(table.name()) == CollectionStatus.UNTRACKED
          && !collector.has(MetadataMismatch.COLLECTION_OF_SYNC_TOOL, table.name())) {
        WellKnown.table(table)
            .ifPresent(
                why ->
                    harmless.add(
                        new WellKnownObject(
                            table.kind().name().toLowerCase(Locale.ROOT), table.name(), why)));
      }
    }
    for (String schema : model.objects().schemas()) {
      WellKnown.schema(schema)
          .ifPresent(why -> harmless.add(new WellKnownObject("schema", schema, why)));
    }
    harmless.sort(Comparator.comparing(WellKnownObject::kind).thenComparing(WellKnownObject::name));
    return harmless;
  }
}
