package dev.plumbline.backup;

import dev.plumbline.backup.port.BackupFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Files beside that of a backup, with rows that were written after it. They are kept as long as the
 * backup.
 */
public final class LateFiles {
  private static final String LATE = ".late-";

  private LateFiles() {}

  /**
   * The file of each table.
   *
   * @param dump the file of the backup
   * @param tables all of them: the names of the files depend on their order
   */
  public static SortedMap<String, Path> of(Path dump, SortedSet<String> tables) {
    SortedMap<String, Path> files = new TreeMap<>();
    for (String table : tables) {
      // A table may have a name that no file can have.
      files.put(table, BackupFiles.extended(dump, LATE + (files.size() + 1) + ".zip"));
    }
    return Collections.unmodifiableSortedMap(files);
  }

  /** What is written before its table is locked: the last rows may be missing. */
  public static Path incomplete(Path file) {
    return BackupFiles.extended(file, ".incomplete");
  }

  /** The sentence about a table whose rows were not all saved. */
  public static String missing(String table) {
    return "rows that were written to `%s` after the backup of the run and before it was applied are not saved, or not all of them"
        .formatted(table);
  }

  static void delete(Path dump) throws IOException {
    Path folder = Objects.requireNonNull(dump.toAbsolutePath().getParent());
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, BackupFiles.plainName(dump) + LATE + "*")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
