package dev.plumbline.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.watch.ReadingVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What decides about the form of a reading cannot be forgotten: every class of these packages. */
class FormTest {
  private static final Path CLASSES = Path.of("target/classes");
  private static final List<String> PACKAGES =
      List.of(
          "postgres",
          "postgres/catalog",
          "postgres/catalog/setting",
          "postgres/session",
          "json",
          "jackson",
          "catalog",
          "snapshot",
          "model",
          "model/rebuild",
          "model/system",
          "inventory",
          "inventory/definition",
          "mismatch",
          "mismatch/rules",
          "mismatch/rules/catalog",
          "mismatch/rules/metadata",
          "mismatch/rules/relation",
          "mismatch/nulls",
          "mismatch/wellknown",
          "drift/differ",
          "drift/differ/rename",
          "drift/differ/value",
          "drift/version",
          "drift/objects",
          "drift/objects/prints",
          "drift/words",
          "path");

  /** Never part of what is read: how it is rendered for others, and what only declares or lists. */
  private static final Set<String> LEFT_OUT = Set.of("package-info", "MismatchCodes");

  @Test
  void theFormOfAReadingCoversEveryClassThatMakesIt() throws IOException {
    Set<String> missing = new TreeSet<>();
    Set<String> covered = Producers.form().classes();
    for (String each : PACKAGES) {
      for (String name : classes("dev/plumbline/" + each)) {
        if (!covered.contains(name)) {
          missing.add(name);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void theFormIsTheSameInEveryProcess() {
    assertThat(Producers.form()).isEqualTo(Producers.form());
    assertThat(ReadingVersion.of(Producers.class).digest()).isNotEqualTo(Producers.form().digest());
  }

  private static Set<String> classes(String directory) throws IOException {
    try (Stream<Path> files = Files.list(CLASSES.resolve(directory))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class"))
          .map(name -> name.substring(0, name.length() - ".class".length()))
          .filter(name -> !LEFT_OUT.contains(name))
          .map(name -> directory + "/" + name)
          .collect(Collectors.toSet());
    }
  }
}
