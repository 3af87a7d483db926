package dev.plumbline.hazard.rules.platform;

import dev.plumbline.catalog.DirectusRole;
import dev.plumbline.catalog.DirectusRole.Limit;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RemedySql;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.model.ContentModel;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.payload.Section;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Only the owner of a table may alter it. Where Directus's role is not a member of the owner, any
 * change of the table answers 500 {@code must be owner of table} (field report F18).
 */
public final class TableOwners implements HazardRule {
  @Override
  public void apply(HazardInputs inputs, SuspicionCollector collector) {
    Set<String> tables = altered(inputs);
    boolean isCreated =
        inputs.created(Section.COLLECTIONS).anyMatch(create -> create.after().has("schema"));
    Optional<ContentModel> model = inputs.targetModel();
    if (model.isEmpty() || (tables.isEmpty() && !isCreated)) {
      return;
    }
    Optional<DirectusRole> role = model.get().objects().properties().role();
    if (role.isEmpty() || !role.get().exists()) {
      collector.unknown(
          HazardCode.NOT_OWNER,
          "",
          "it is unknown whether Directus's role may alter %s"
              .formatted(
                  tables.isEmpty()
                      ? "the schema"
                      : Words.list(tables.stream().map(Words::name).toList())),
          "the role that Directus connects as is not known",
          "set database.directus-role of the target");
      return;
    }
    limits(role.get(), tables, collector);
    if (isCreated && !role.get().createsTables()) {
      collector.state(
          HazardCode.NOT_OWNER,
          "",
          "Directus's role %s may not create tables in the schema, so the whole plan would fail"
              .formatted(Words.name(role.get().name())),
          "GRANT CREATE ON SCHEMA … TO " + RemedySql.name(role.get().name()));
    }
  }

  private static void limits(DirectusRole role, Set<String> tables, SuspicionCollector collector) {
    role.limits().stream()
        .filter(limit -> tables.contains(limit.table()))
        .filter(limit -> limit.owner().isPresent())
        .map(Limit::table)
        .forEach(
            table ->
                collector.state(
                    HazardCode.NOT_OWNER,
                    table,
                    "the table of %s does not belong to Directus's role %s%s, so the whole plan would fail"
                        .formatted(
                            Words.name(table),
                            Words.name(role.name()),
                            role.configured() ? "" : " (guessed: it owns `directus_fields`)"),
                    "ALTER TABLE %s OWNER TO %s"
                        .formatted(RemedySql.name(table), RemedySql.name(role.name()))));
  }

  /** Tables of the target that Directus alters or drops. */
  private static Set<String> altered(HazardInputs inputs) {
    Set<String> tables = new TreeSet<>();
    for (PlannedItem item : inputs.items().values()) {
      boolean isAltered =
          switch (item) {
            // Directus creates a foreign key even where the source has none.
            case Create create ->
                create.key().section() == Section.RELATIONS
                    ? !create.after().get("related_collection").isNull()
                    : touches(create.key().section(), create.after().has("schema"));
            case Drop drop -> touches(drop.key().section(), drop.before().has("schema"));
            case Recreate ignored -> true;
            case Alter alter ->
                switch (alter.key().section()) {
                  case COLLECTIONS -> false;
                  case FIELDS -> HazardInputs.altersColumn(alter);
                  case SYSTEM_FIELDS -> true;
                  // Directus drops and creates the foreign key with any change.
                  case RELATIONS -> !alter.before().get("related_collection").isNull();
                };
          };
      if (isAltered && !inputs.creates(item.key().collection())) {
        tables.add(item.key().collection());
      }
    }
    return tables;
  }

  private static boolean touches(Section section, boolean hasSchema) {
    return section != Section.SYSTEM_FIELDS && hasSchema;
  }
}
