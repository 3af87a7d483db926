package dev.plumbline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets two processes run tests of Quarkus at the same time. Each writes an index of all test
 * classes to the same file, and the other one may read half of it, which fails with "Not a jandex
 * index". Where there is a directory of that name, none writes it, and each makes an index of its
 * own ({@code io.quarkus.test.common.TestClassIndexer}). The directory has a file: Quarkus deletes
 * the index when the tests of a process have ended, and an empty directory is deleted like a file.
 */
public final class QuarkusTestIndex implements LauncherSessionListener {
  private static final String NAME = "test-classes.idx";

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    try {
      Path index =
          Path.of(getClass().getProtectionDomain().getCodeSource().getLocation().toURI())
              .resolve(NAME);
      if (Files.isRegularFile(index)) {
        Files.deleteIfExists(index);
      }
      Files.createDirectories(index);
      Files.writeString(index.resolve("README"), "See dev.plumbline.lab.QuarkusTestIndex\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
