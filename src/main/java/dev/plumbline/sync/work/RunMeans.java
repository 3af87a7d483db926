package dev.plumbline.sync.work;

import dev.plumbline.backup.Backups;
import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.backup.restore.BackupRestorer;
import dev.plumbline.configuration.RunLimits;
import dev.plumbline.sync.port.ContentWatch;
import dev.plumbline.sync.port.ItemAccess;
import dev.plumbline.sync.port.RehearsalDatabase;
import dev.plumbline.sync.port.RollbackDatabase;
import dev.plumbline.sync.port.RunListener;
import dev.plumbline.sync.port.SchemaApply;
import dev.plumbline.sync.port.TargetDatabase;
import dev.plumbline.sync.verify.SealCheck;
import dev.plumbline.sync.verify.TargetSides;
import dev.plumbline.sync.verify.TargetVerifier;
import java.nio.file.Path;

/**
 * What a run is carried out with.
 *
 * @param directory of the backups, where a rollback saves what it drops, too
 * @param files how that is written
 */
public record RunMeans(
    SealCheck seals,
    Backups backups,
    BackupRestorer restorer,
    Path directory,
    BackupFiles files,
    TargetDatabase databases,
    SchemaApply directus,
    ItemAccess items,
    TargetVerifier verifier,
    TargetSides sides,
    ContentWatch contents,
    RollbackDatabase rollbacks,
    RehearsalDatabase rehearsals,
    RunLimits limits,
    RunListener listener) {}
