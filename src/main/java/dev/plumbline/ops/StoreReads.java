package dev.plumbline.ops;

import dev.plumbline.monitor.overview.Overviews;
import dev.plumbline.notification.EventOutbox.ChannelStatus;
import dev.plumbline.report.Reports;
import dev.plumbline.scan.IntegrityOverviews;
import dev.plumbline.store.FindingStore.Count;
import dev.plumbline.store.StoreHealth;
import dev.plumbline.store.backup.BackupStore.Proven;
import dev.plumbline.store.plan.PlanStore.Counts;
import dev.plumbline.store.run.TargetRuns;
import java.util.List;
import java.util.function.Supplier;

/**
 * What metrics and health read, on connections that nothing else uses: they answer whatever else
 * continues.
 *
 * @param findings how many are not resolved
 * @param channels how it stands with sending notifications
 * @param reports when they were due and made
 * @param plans how many there are
 * @param runs how it stands with each target of them
 * @param audit whether it is as it was recorded
 * @param backups the newest proven one of each environment
 */
public record StoreReads(
    Overviews overviews,
    Supplier<List<Count>> findings,
    Supplier<List<ChannelStatus>> channels,
    IntegrityOverviews records,
    StoreHealth health,
    Supplier<Reports.Times> reports,
    Supplier<Counts> plans,
    Supplier<List<TargetRuns>> runs,
    Supplier<Boolean> audit,
    Supplier<List<Proven>> backups) {}
