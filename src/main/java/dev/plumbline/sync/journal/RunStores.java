package dev.plumbline.sync.journal;

import dev.plumbline.store.backup.BackupStore;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.run.RunStore;

/** What is recorded, on connections that no request can take away. */
public record RunStores(RunStore runs, PlanStore plans, BackupStore backups) {}
