package dev.plumbline.records;

import dev.plumbline.lab.postgres.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One folder of {@code src/test/resources/records}: how somebody breaks records behind Directus's
 * back ({@code in-plant.sql}), how they repair them ({@code in-repair.sql}), and what is reported
 * meanwhile ({@code out-violations.txt}).
 *
 * @param expected lines of {@code code subject}, then a query for the primary keys, or a count
 *     where there are none; a space in a name is written as {@code \_}
 * @param unknown lines of {@code code subject} of checks that cannot be made meanwhile, from {@code
 *     out-unknown.txt}; mostly none
 */
record PlantedCase(
    String name,
    List<String> plant,
    List<String> repair,
    List<String> expected,
    List<String> unknown) {
  private static final Path FOLDER = Path.of("src/test/resources/records");
  private static final String REFUSED = "-- refused";

  static List<PlantedCase> all() {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders
          .sorted()
          .map(
              folder ->
                  new PlantedCase(
                      String.valueOf(folder.getFileName()),
                      statements(folder.resolve("in-plant.sql")),
                      statements(folder.resolve("in-repair.sql")),
                      text(folder.resolve("out-violations.txt")).lines().toList(),
                      unknown(folder.resolve("out-unknown.txt"))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void plant(Sql database) {
    run(plant, database);
  }

  void repair(Sql database) {
    run(repair, database);
  }

  /** What is reported while it is planted: {@code code subject count key,key}, keys sorted. */
  List<String> violations(Sql database) {
    List<String> lines = new ArrayList<>();
    for (String line : expected) {
      String[] parts = line.split(" ", 3);
      String subject = parts[0] + " " + parts[1].replace("\\_", " ");
      if (parts[2].startsWith("SELECT")) {
        List<String> keys = database.rows(parts[2]);
        lines.add(line(subject, String.valueOf(keys.size()), keys));
      } else {
        lines.add(line(subject, parts[2], List.of()));
      }
    }
    return lines;
  }

  /** As expected and as reported. An empty key is written as {@code ''}, or nobody would see it. */
  static String line(String subject, String count, List<String> keys) {
    String line = subject + " " + count;
    return keys.isEmpty()
        ? line
        : line
            + " "
            + keys.stream()
                .map(key -> key.isEmpty() ? "''" : key)
                .sorted()
                .collect(Collectors.joining(","));
  }

  private static void run(List<String> statements, Sql database) {
    for (String statement : statements) {
      if (statement.startsWith(REFUSED)) {
        refused(statement, database);
      } else {
        database.run(statement);
      }
    }
  }

  private static void refused(String statement, Sql database) {
    try {
      database.run(statement);
    } catch (IllegalStateException e) {
      return;
    }
    throw new IllegalStateException("PostgreSQL should have refused: " + statement);
  }

  /** One by one, because some may not be in a transaction with others. */
  private static List<String> statements(Path file) {
    return Stream.of(text(file).split(";\n", -1)).filter(text -> !text.isBlank()).toList();
  }

  private static List<String> unknown(Path file) {
    return Files.exists(file) ? text(file).lines().toList() : List.of();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
