package dev.plumbline.postgres;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.environment.Versions;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a comparison of two databases reports, without Directus and without a service. */
public final class Compared {
  private Compared() {}

  /** Lines of {@code severity code subject path}, in the order of the report. */
  public static List<String> changes(DatabaseReading source, DatabaseReading target) {
    return Differ.diff(side(source), side(target)).changes().stream()
        .map(
            change ->
                line(
                    change.severity().label(),
                    change.code().label(),
                    change.subject().text(),
                    change.path()))
        .toList();
  }

  /** Where metadata and catalog of one disagree, likewise, sorted. */
  public static List<String> mismatches(DatabaseReading reading) {
    return reading.catalog().mismatches().stream()
        .map(
            mismatch ->
                line(
                    mismatch.code().severity().label(),
                    mismatch.code().label(),
                    mismatch.subject(),
                    mismatch.path()))
        .sorted()
        .toList();
  }

  private static String line(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
  }

  private static Side side(DatabaseReading reading) {
    return new Side(
        reading.snapshot(),
        new Versions(Optional.of("12.4.0"), Optional.of(reading.postgres()), reading.migrations()),
        Optional.of(reading.catalog().inventory()));
  }
}
