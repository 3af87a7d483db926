package dev.plumbline.store.history;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.backup.Backup;
import java.util.Optional;

/**
 * The backups of one environment, narrowed ones left out.
 *
 * @param proven how many of those that ended in the span are proven
 * @param failed how many of them are not, whatever the reason
 * @param newest the newest proven one that was asked for before the end of the span, whenever that
 *     was; with what is known of its proof now
 */
public record PastBackups(
    EnvironmentId environment, long proven, long failed, Optional<Backup> newest) {}
