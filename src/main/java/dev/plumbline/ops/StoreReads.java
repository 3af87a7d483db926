package dev.plumbline.ops;

import dev.plumbline.monitor.overview.Overviews;
import dev.plumbline.scan.IntegrityOverviews;
import dev.plumbline.store.FindingStore.Count;
import dev.plumbline.store.StoreHealth;
import java.util.List;
import java.util.function.Supplier;

/**
 * What metrics and health read, on connections that nothing else uses: they answer whatever else
 * goes on.
 *
 * @param findings how many are not resolved
 */
public record StoreReads(
    Overviews overviews,
    Supplier<List<Count>> findings,
    IntegrityOverviews records,
    StoreHealth health) {}
