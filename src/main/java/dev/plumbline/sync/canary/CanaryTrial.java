package dev.plumbline.sync.canary;

import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.run.canary.CanaryItem;
import dev.plumbline.sync.port.ItemAccess.ItemAddress;
import dev.plumbline.sync.port.ItemAccess.ItemFailedException;
import dev.plumbline.sync.port.ItemAccess.Items;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates, reads, changes and deletes the item of one collection. */
final class CanaryTrial {
  private final Items items;
  private final CanaryDeletion deletion;

  CanaryTrial(Items items, CanaryDeletion deletion) {
    this.items = items;
    this.deletion = deletion;
  }

  /** Something is not as it must be; the message is a sentence without full stop. */
  private static final class CanaryFailedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean mayCome;

    CanaryFailedException(String message, boolean mayCome) {
      super(message);
      this.mayCome = mayCome;
    }
  }

  /** A request, of which a failure is a failure of the item. */
  private interface Request<T> {
    T send() throws ItemFailedException, InterruptedException;
  }

  /** What is not as it must be, and what remains of the item; a sentence each. */
  List<String> failures(CanaryItem item) throws InterruptedException {
    try {
      tryAll(item);
      return List.of();
    } catch (CanaryFailedException e) {
      List<String> failures = new ArrayList<>();
      failures.add(String.valueOf(e.getMessage()));
      failures.addAll(deletion.deleteAll(e.mayCome));
      return failures;
    }
  }

  private void tryAll(CanaryItem item) throws CanaryFailedException, InterruptedException {
    String in = "in " + Words.name(item.collection());
    JsonObject created =
        sent("no item can be created " + in, () -> items.create(item.collection(), item.values()));
    String key = text(created.get(item.keyField()));
    if (key.isEmpty()) {
      throw new CanaryFailedException(
          "the answer to creating an item %s lacks its key %s"
              .formatted(in, Words.name(item.keyField())),
          false);
    }
    ItemAddress address = new ItemAddress(item.collection(), key);
    String of = "item %s of %s".formatted(key, Words.name(item.collection()));
    requireSame(of + " was created", item.values(), read(of, address, item));
    if (item.change().isPresent()) {
      CanaryItem.Change change = item.change().get();
      JsonObject values = JsonValue.object(Map.of(change.field(), change.value()));
      sent(
          of + " cannot be changed",
          () -> {
            items.change(address, values);
            return values;
          });
      requireSame(of + " was changed", item.changed(), read(of, address, item));
    }
    sent(
        of + " cannot be deleted",
        () -> {
          items.delete(address);
          return address;
        });
    if (read(of, address, item).isPresent()) {
      throw new CanaryFailedException(of + " was deleted, and is still there", false);
    }
  }

  private Optional<JsonObject> read(String of, ItemAddress address, CanaryItem item)
      throws CanaryFailedException, InterruptedException {
    return sent(of + " cannot be read", () -> items.read(address, item.keyField()));
  }

  private static <T> T sent(String failure, Request<T> request)
      throws CanaryFailedException, InterruptedException {
    try {
      return request.send();
    } catch (ItemFailedException e) {
      throw new CanaryFailedException(failure + ": " + e.getMessage(), e.mayBeDone());
    }
  }

  private static void requireSame(String what, JsonObject sent, Optional<JsonObject> answered)
      throws CanaryFailedException {
    if (answered.isEmpty()) {
      throw new CanaryFailedException(what + ", and is not there", false);
    }
    List<String> different =
        CanaryItem.different(sent, answered.get()).stream().map(Words::name).toList();
    if (!different.isEmpty()) {
      throw new CanaryFailedException(
          what + ", but has other values than were sent in " + Words.list(different), false);
    }
  }

  /** A key as SQL and addresses write it. */
  private static String text(JsonValue key) {
    return key instanceof JsonNumber(double number)
        ? new BigDecimal(number).toPlainString()
        : key.textOr("");
  }
}
