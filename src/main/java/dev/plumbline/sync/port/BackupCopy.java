package dev.plumbline.sync.port;

import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.store.backup.DatabaseContent;
import java.util.Optional;

/**
 * A database into which a backup was restored.
 *
 * @param content what the backup has in it: a table of which it has no rows is empty here, whatever
 *     rows it had; nothing of it may be read. Empty: it has all rows
 */
public record BackupCopy(Database database, Optional<DatabaseContent> content) {
  /** Of a backup that has all rows. */
  public static BackupCopy whole(Database database) {
    return new BackupCopy(database, Optional.empty());
  }

  /**
   * Whether the backup has no rows of a table, because nobody needed them.
   *
   * @param schema as it is
   * @param table likewise
   */
  public boolean lacksRows(String schema, String table) {
    return content.filter(known -> known.withoutRows(schema).contains(table)).isPresent();
  }
}
