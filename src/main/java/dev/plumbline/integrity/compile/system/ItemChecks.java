package dev.plumbline.integrity.compile.system;

import dev.plumbline.integrity.Check.AnyOrphans;
import dev.plumbline.integrity.Check.MissingBinaries;
import dev.plumbline.integrity.Check.Target;
import dev.plumbline.integrity.Check.UnservedStorage;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.integrity.compile.schema.ColumnKind;
import dev.plumbline.integrity.compile.schema.Targets;
import dev.plumbline.json.JsonValue;
import dev.plumbline.model.system.SystemTables;
import dev.plumbline.snapshot.Snapshot.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Versions, shares, comments and revisions, which name an item of any collection; files. */
final class ItemChecks {
  private static final String COLLECTION = "collection";
  private static final String ITEM = "item";

  /** Collections of Directus's own that the Studio lets people comment on. */
  private static final List<String> OWN = List.of("directus_files", "directus_users");

  private final CheckInputs inputs;
  private final ExistingSystemTables tables;
  private final CheckCollector into;

  ItemChecks(CheckInputs inputs, ExistingSystemTables tables, CheckCollector into) {
    this.inputs = inputs;
    this.tables = tables;
    this.into = into;
  }

  void compile() {
    items(SystemCheck.VERSION_OF_MISSING_ITEM, "directus_versions");
    items(SystemCheck.SHARE_OF_MISSING_ITEM, "directus_shares");
    items(SystemCheck.COMMENT_OF_MISSING_ITEM, "directus_comments");
    collections(SystemCheck.REVISION_OF_MISSING_COLLECTION, "directus_revisions");

    CheckId binaries =
        ExistingSystemTables.id(SystemCheck.FILE_WITHOUT_BINARY, "directus_files", "id");
    if (tables.have(binaries, "directus_files", "id")) {
      inputs
          .storages()
          .filter(names -> !names.isEmpty())
          .ifPresentOrElse(
              names -> names.forEach(this::storage),
              () -> into.add(new MissingBinaries(binaries, Optional.empty())));
    }
  }

  private void storage(String name) {
    Optional<String> storage = Optional.of("storage");
    into.add(
        new UnservedStorage(
            new CheckId(SystemCheck.STORAGE_NOT_SERVED, "directus_files", storage, name), name));
    into.add(
        new MissingBinaries(
            new CheckId(SystemCheck.FILE_WITHOUT_BINARY, "directus_files", Optional.of("id"), name),
            Optional.of(name)));
  }

  private void items(CheckCode code, String table) {
    CheckId id = ExistingSystemTables.id(code, table, ITEM);
    if (!tables.have(id, table, COLLECTION, ITEM)) {
      return;
    }
    collections(code, table);
    ColumnKind item = inputs.kind(inputs.column(table, ITEM).orElseThrow().type());
    List<Target> targets =
        Stream.concat(
                OWN.stream(),
                inputs.model().snapshot().collections().stream()
                    .map(Collection::collection)
                    .filter(name -> !SystemTables.contains(name))
                    // It can have a version before it has its one row.
                    .filter(name -> !isSingleton(name)))
            .distinct()
            .sorted()
            // Composite and odd keys are left out: what names one of those is not written down.
            .flatMap(name -> Targets.of(inputs, name, item).stream())
            .toList();
    if (!targets.isEmpty()) {
      into.add(new AnyOrphans(id, table, tables.key(table), ITEM, COLLECTION, targets));
    }
  }

  private boolean isSingleton(String collection) {
    return inputs.model().collectionMeta(collection).get("singleton").equals(JsonValue.of(true));
  }

  private void collections(CheckCode code, String table) {
    CheckId id = ExistingSystemTables.id(code, table, COLLECTION);
    if (tables.have(id, table, COLLECTION)) {
      tables.rows(id, tables.isNoCollection(tables.operand(table, COLLECTION)));
    }
  }
}
