package dev.plumbline.scan;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.state.ItemCount;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * How many items the collections of an environment have, had, and have elsewhere.
 *
 * @param trend of each collection, oldest first: the last count of each day (UTC), at its end what
 *     is known now
 * @param elsewhere the last counts of the environments that this one is compared with
 */
public record ItemHistory(
    SortedMap<String, List<ItemCount>> trend,
    Map<EnvironmentId, Map<String, ItemCount>> elsewhere) {}
