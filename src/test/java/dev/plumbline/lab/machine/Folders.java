package dev.plumbline.lab.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folders that the laboratory made. */
public final class Folders {
  private Folders() {}

  /** Copies the files of a folder into another one, both of which exist; not its sub-folders. */
  public static void copyFiles(Path from, Path to) {
    try (Stream<Path> files = Files.list(from).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Copies a folder with everything in it; only its owner may read the copy, if that is so of it.
   */
  public static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Deletes files of a folder; not in its sub-folders.
   *
   * @param which by their names
   * @throws IllegalArgumentException if there is none
   */
  public static void deleteFiles(Path folder, Predicate<String> which) {
    try (Stream<Path> files = Files.list(folder).filter(Files::isRegularFile)) {
      List<Path> chosen =
          files.filter(file -> which.test(String.valueOf(file.getFileName()))).toList();
      if (chosen.isEmpty()) {
        throw new IllegalArgumentException("there is no such file in " + folder);
      }
      for (Path file : chosen) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes it with everything in it, as far as possible; nothing happens if it is not there. */
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              // A server that is ending deletes its own files at the same time.
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                throws IOException {
              Files.deleteIfExists(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      System.err.println("The laboratory could not delete " + folder + ": " + e);
    }
  }
}
