package dev.plumbline.sync.canary;

import dev.plumbline.drift.words.Words;
import dev.plumbline.run.canary.CanaryItem;
import dev.plumbline.sync.port.ItemAccess.ItemAddress;
import dev.plumbline.sync.port.ItemAccess.ItemFailedException;
import dev.plumbline.sync.port.ItemAccess.Items;
import dev.plumbline.timing.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Deletes whatever was created with the marker of a run and is still there. Directus records an
 * item in its activity within the transaction that creates it, so none is overlooked.
 */
final class CanaryDeletion {
  private static final Duration STEP = Duration.ofSeconds(1);

  /** For a request without answer, which Directus may carry out all the same. */
  private static final int TRIES = 10;

  private final Items items;
  private final Map<String, String> keyFields;
  private final String marker;
  private final Waiting waiting;

  CanaryDeletion(Items items, List<CanaryItem> planned, String marker, Waiting waiting) {
    this.items = items;
    this.keyFields =
        planned.stream().collect(Collectors.toMap(CanaryItem::collection, CanaryItem::keyField));
    this.marker = marker;
    this.waiting = waiting;
  }

  /**
   * @param mayCome whether one may still be created, because a request has no answer
   * @return what remains, or may remain; a sentence each
   */
  List<String> deleteAll(boolean mayCome) throws InterruptedException {
    List<String> remaining = deleteAll();
    for (int i = 0; mayCome && i < TRIES; i++) {
      waiting.await(STEP);
      remaining = deleteAll();
    }
    if (mayCome) {
      remaining.add(
          "Directus may still create an item: then directus_activity has it with the user_agent "
              + marker);
    }
    return remaining;
  }

  private List<String> deleteAll() throws InterruptedException {
    List<String> remaining = new ArrayList<>();
    try {
      for (ItemAddress item : items.created()) {
        delete(item).ifPresent(remaining::add);
      }
    } catch (ItemFailedException e) {
      remaining.add(
          "it is unknown whether an item remains that directus_activity has with the user_agent %s: %s"
              .formatted(marker, e.getMessage()));
    }
    return remaining;
  }

  private Optional<String> delete(ItemAddress item) throws InterruptedException {
    String of = "item %s of %s".formatted(item.key(), Words.name(item.collection()));
    String keyField = keyFields.get(item.collection());
    if (keyField == null) {
      return Optional.of(of + " may remain, because the collection has changed; delete it");
    }
    try {
      if (items.read(item, keyField).isEmpty()) {
        return Optional.empty();
      }
      items.delete(item);
      return items.read(item, keyField).isEmpty()
          ? Optional.empty()
          : Optional.of(of + " was deleted by Plumbline and remains; delete it");
    } catch (ItemFailedException e) {
      return Optional.of(of + " remains, or may remain; delete it: " + e.getMessage());
    }
  }
}
