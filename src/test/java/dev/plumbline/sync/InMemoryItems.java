package dev.plumbline.sync;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.sync.port.ItemAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Items that Directus would have, with integers as keys and with its activity. */
final class InMemoryItems implements ItemAccess {
  /** What is there, by the text of its key. */
  final Map<String, JsonObject> items = new TreeMap<>();

  /** What was done, in order. */
  final List<String> done = new ArrayList<>();

  boolean isWanted;

  /** What happens to values that are written; it may throw, as if this process were killed. */
  UnaryOperator<JsonObject> stored = values -> values;

  /** By the name of a request, why it fails. */
  final Map<String, ItemFailedException> failing = new TreeMap<>();

  boolean deletes = true;

  private final List<Marked> created = new ArrayList<>();
  private int last;

  private record Marked(String marker, ItemAddress address) {}

  @Override
  public Optional<Items> of(EnvironmentId target, String marker) {
    return isWanted ? Optional.of(new MarkedItems(marker)) : Optional.empty();
  }

  private final class MarkedItems implements Items {
    private final String marker;

    MarkedItems(String marker) {
      this.marker = marker;
    }

    private void begin(String request) throws ItemFailedException {
      done.add(request);
      ItemFailedException failure = failing.get(request);
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public JsonObject create(String collection, JsonObject values) throws ItemFailedException {
      begin("create");
      String key = Integer.toString(++last);
      JsonObject item = values.with("id", JsonValue.of(last));
      items.put(key, item);
      created.add(new Marked(marker, new ItemAddress(collection, key)));
      items.put(key, stored.apply(item));
      return item;
    }

    @Override
    public Optional<JsonObject> read(ItemAddress item, String keyField) throws ItemFailedException {
      begin("read");
      return Optional.ofNullable(items.get(item.key()));
    }

    @Override
    public void change(ItemAddress item, JsonObject values) throws ItemFailedException {
      begin("change");
      items.computeIfPresent(
          item.key(),
          (key, before) -> {
            JsonObject after = before;
            for (Map.Entry<String, JsonValue> value : values.members().entrySet()) {
              after = after.with(value.getKey(), value.getValue());
            }
            return stored.apply(after);
          });
    }

    @Override
    public void delete(ItemAddress item) throws ItemFailedException {
      begin("delete");
      if (deletes) {
        items.remove(item.key());
      }
    }

    @Override
    public List<ItemAddress> created() throws ItemFailedException {
      begin("created");
      return created.stream()
          .filter(one -> one.marker().equals(marker))
          .map(Marked::address)
          .toList();
    }
  }
}
