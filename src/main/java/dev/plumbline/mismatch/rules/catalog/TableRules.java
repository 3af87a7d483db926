package dev.plumbline.mismatch.rules.catalog;

import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.DirectusRole;
import dev.plumbline.catalog.TableDetails.Firing;
import dev.plumbline.catalog.TableDetails.RowSecurity;
import dev.plumbline.catalog.TableDetails.Trigger;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.mismatch.rules.relation.ForeignKeyEnforcement;
import dev.plumbline.model.ContentModel;
import java.util.Optional;
import java.util.Set;

/** What makes a table of Directus behave otherwise than a table. */
public final class TableRules {
  private TableRules() {}

  static void apply(ContentModel model, MismatchCollector collector) {
    Optional<DirectusRole> role = model.objects().properties().role();
    Set<String> switchedOff = ForeignKeyEnforcement.tablesWithAllDisabled(model);
    for (Table table : model.tables()) {
      if (!model.status(table.name()).isTracked()) {
        continue;
      }
      if (table.details().unlogged()) {
        collector.add(
            CatalogMismatch.UNLOGGED_TABLE,
            table.name(),
            "table `%s` is unlogged: a crash of the server empties it, and a standby has none of its rows"
                .formatted(table.name()));
      }
      rowSecurity(table, role, collector);
      // ALTER TABLE … DISABLE TRIGGER ALL is one act; its foreign keys say so.
      boolean all = switchedOff.contains(table.name());
      table.details().triggers().stream()
          .filter(trigger -> !all || trigger.firing() != Firing.DISABLED)
          .forEach(trigger -> trigger(table, trigger, collector));
    }
  }

  /** By the role that Directus connects as, where that is known. */
  private static void rowSecurity(
      Table table, Optional<DirectusRole> role, MismatchCollector collector) {
    RowSecurity security = table.details().rowSecurity();
    if (!security.enabled()) {
      return;
    }
    Optional<Boolean> applies =
        role.filter(DirectusRole::exists).map(r -> r.isHiddenIn(table.name()));
    if (security.forced() && applies.orElse(true)) {
      collector.add(
          CatalogMismatch.ROW_SECURITY_FORCED,
          table.name(),
          "row-level security of `%s` also applies to its owner (FORCE): Directus sees only the rows that %d policies allow"
              .formatted(table.name(), security.policies().size()));
    } else if (applies.orElse(false)) {
      collector.add(
          CatalogMismatch.ROW_SECURITY_APPLIES,
          table.name(),
          "row-level security of `%s` applies to Directus's role `%s`: Directus reads and writes only"
                  .formatted(table.name(), role.orElseThrow().name())
              + " the rows that %d policies allow; unless this is intended, make the role the owner"
                  .formatted(security.policies().size())
              + " of the table or give it BYPASSRLS");
    } else {
      collector.add(
          CatalogMismatch.ROW_SECURITY_ENABLED,
          table.name(),
          "row-level security of `%s` is enabled: unless Directus connects as the owner of the"
                  .formatted(table.name())
              + " table, it sees only some of the rows");
    }
  }

  private static void trigger(Table table, Trigger trigger, MismatchCollector collector) {
    switch (trigger.firing()) {
      case DISABLED ->
          collector.add(
              CatalogMismatch.TRIGGER_DISABLED,
              table.name(),
              trigger.name(),
              "trigger `%s` on `%s` is disabled".formatted(trigger.name(), table.name()));
      case REPLICA ->
          collector.add(
              CatalogMismatch.TRIGGER_DISABLED,
              table.name(),
              trigger.name(),
              "trigger `%s` on `%s` fires only during replication"
                  .formatted(trigger.name(), table.name()));
      case ORIGIN, ALWAYS -> {}
    }
  }
}
