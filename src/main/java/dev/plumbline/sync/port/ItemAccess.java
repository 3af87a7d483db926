package dev.plumbline.sync.port;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;

/** Items of a target, through Directus and with the token that writes. */
public interface ItemAccess {
  /**
   * @param marker with which Directus records in its activity what is done to items, so that it can
   *     be found again
   * @return empty where the configuration does not want that a run creates items
   */
  Optional<Items> of(EnvironmentId target, String marker);

  /** An item, by the text of its primary key. */
  record ItemAddress(String collection, String key) {}

  /** Directus did not do what was asked; the message is a clause that names the request. */
  final class ItemFailedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean mayBeDone;

    /**
     * @param mayBeDone whether there was no answer, so that Directus may have done it all the same
     */
    public ItemFailedException(String message, boolean mayBeDone) {
      super(message);
      this.mayBeDone = mayBeDone;
    }

    public boolean mayBeDone() {
      return mayBeDone;
    }

    /** Never null. */
    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /** Each call has a deadline. */
  interface Items {
    /** The new item as Directus answers it, with what it added. */
    JsonObject create(String collection, JsonObject values)
        throws ItemFailedException, InterruptedException;

    /**
     * As Directus has it now, and not as a cache has it; empty if there is none.
     *
     * @param keyField the primary key of the collection
     */
    Optional<JsonObject> read(ItemAddress item, String keyField)
        throws ItemFailedException, InterruptedException;

    void change(ItemAddress item, JsonObject values)
        throws ItemFailedException, InterruptedException;

    void delete(ItemAddress item) throws ItemFailedException, InterruptedException;

    /** What was created with this marker, by whatever process, whether or not it is still there. */
    List<ItemAddress> created() throws ItemFailedException, InterruptedException;
  }
}
