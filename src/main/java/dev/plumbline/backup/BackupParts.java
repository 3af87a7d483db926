package dev.plumbline.backup;

import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.backup.port.DumpPrograms;
import dev.plumbline.backup.port.DumpSource;
import dev.plumbline.backup.port.NeededBackups;
import dev.plumbline.backup.restore.BackupRestorer;

/** What backups are made with, and which of them are kept. */
public record BackupParts(
    DumpSource sources,
    DumpPrograms programs,
    BackupFiles files,
    BackupRestorer restorer,
    NeededBackups needed) {}
