package dev.plumbline.drift;

import dev.plumbline.environment.Versions;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.snapshot.Snapshot;
import java.util.Optional;

/**
 * One of the two sides of a comparison.
 *
 * @param inventory what its database has beside the snapshot; empty without database
 */
public record Side(Snapshot snapshot, Versions versions, Optional<Inventory> inventory) {
  /** One of which no database is known. */
  public Side(Snapshot snapshot, Versions versions) {
    this(snapshot, versions, Optional.empty());
  }
}
