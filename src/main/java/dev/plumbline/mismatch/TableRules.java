package dev.plumbline.mismatch;

import dev.plumbline.mismatch.seen.Names;
import dev.plumbline.schema.Catalog.Table;
import dev.plumbline.schema.TableDetails.Firing;
import dev.plumbline.schema.TableDetails.RowSecurity;
import dev.plumbline.schema.TableDetails.Trigger;
import dev.plumbline.schema.surroundings.DirectusRole;
import java.util.Optional;
import java.util.Set;

/** What makes a table of Directus behave otherwise than a table. */
final class TableRules {
  private TableRules() {}

  static void tell(Names names, Optional<DirectusRole> role, Told told) {
    Set<String> switchedOff = ForeignKeyEnforcement.tablesWithAllDisabled(names);
    for (Table table : names.tables()) {
      if (!names.standing(table.name()).isTracked()) {
        continue;
      }
      if (table.details().unlogged()) {
        told.add(
            MismatchCode.UNLOGGED_TABLE,
            table.name(),
            "table `%s` is unlogged: a crash of the server empties it, and a standby has none of its rows"
                .formatted(table.name()));
      }
      rowSecurity(table, role, told);
      // ALTER TABLE … DISABLE TRIGGER ALL is one act; its foreign keys tell of it.
      boolean all = switchedOff.contains(table.name());
      table.details().triggers().stream()
          .filter(trigger -> !all || trigger.firing() != Firing.DISABLED)
          .forEach(trigger -> trigger(table, trigger, told));
    }
  }

  /** By the role that Directus connects as, where that is known. */
  private static void rowSecurity(Table table, Optional<DirectusRole> role, Told told) {
    RowSecurity security = table.details().rowSecurity();
    if (!security.enabled()) {
      return;
    }
    Optional<Boolean> applies =
        role.filter(DirectusRole::exists).map(r -> r.isHiddenIn(table.name()));
    if (security.forced() && applies.orElse(true)) {
      told.add(
          MismatchCode.ROW_SECURITY_FORCED,
          table.name(),
          "row-level security of `%s` also applies to its owner (FORCE): Directus sees only the rows that %d policies allow"
              .formatted(table.name(), security.policies().size()));
    } else if (applies.orElse(false)) {
      told.add(
          MismatchCode.ROW_SECURITY_APPLIES,
          table.name(),
          "row-level security of `%s` applies to Directus's role `%s`: Directus reads and writes only"
                  .formatted(table.name(), role.orElseThrow().name())
              + " the rows that %d policies allow; unless this is intended, make the role the owner"
                  .formatted(security.policies().size())
              + " of the table or give it BYPASSRLS");
    } else {
      told.add(
          MismatchCode.ROW_SECURITY_ENABLED,
          table.name(),
          "row-level security of `%s` is enabled: unless Directus connects as the owner of the"
                  .formatted(table.name())
              + " table, it sees only some of the rows");
    }
  }

  private static void trigger(Table table, Trigger trigger, Told told) {
    switch (trigger.firing()) {
      case DISABLED ->
          told.add(
              MismatchCode.TRIGGER_DISABLED,
              table.name(),
              trigger.name(),
              "trigger `%s` on `%s` is disabled".formatted(trigger.name(), table.name()));
      case REPLICA ->
          told.add(
              MismatchCode.TRIGGER_DISABLED,
              table.name(),
              trigger.name(),
              "trigger `%s` on `%s` fires only during replication"
                  .formatted(trigger.name(), table.name()));
      case ORIGIN, ALWAYS -> {}
    }
  }
}
