package dev.plumbline.bench;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.scan.ScannedDatabase.Ground;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import java.util.List;
import java.util.Map;

/** The second look at an unchanged database: what a scan asks of it before it knows. */
final class Rescan {
  private static final int COLLECTIONS = 500;
  private static final int MOST_MILLISECONDS = 1000;
  private static final String WHOLE = "connecting, states, catalog, metadata, snapshot";
  private static final String COUNTS = "counting the rows of every table";

  private final Laboratory laboratory;
  private final Report report;

  Rescan(Laboratory laboratory, Report report) {
    this.laboratory = laboratory;
    this.report = report;
  }

  void run() throws Exception {
    report.progress("rescan: making the database");
    try (LabEnvironment environment =
        laboratory.stopped(DirectusVersion.V11, Template.size(COLLECTIONS))) {
      laboratory.postgres().sql(environment.name(), "VACUUM ANALYZE");
      ScannedData data = new ScannedData(laboratory.postgres(), environment.name());
      List<String> tables =
          laboratory
              .postgres()
              .superuser(environment.name())
              .rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
      Map<String, ?> first = ground(data).tables();
      Map<String, Samples> samples =
          new Race()
              .add(WHOLE, 1, () -> same(first, ground(data)))
              .add(COUNTS, 1, () -> count(data, tables))
              .run(3, 15);
      samples.forEach((name, times) -> report.say(name + ", in milliseconds: " + times.cells()));
      report.require(
          "a second look at %d unchanged collections in less than 1 s".formatted(COLLECTIONS),
          Race.of(samples, WHOLE).median() + Race.of(samples, COUNTS).median() < MOST_MILLISECONDS);
    }
  }

  private static Ground ground(ScannedData data) throws Exception {
    try (ScanSession session = data.open()) {
      return session.ground();
    }
  }

  private static void count(ScannedData data, List<String> tables) throws Exception {
    try (ScanSession session = data.open()) {
      session.count(tables);
    }
  }

  private static void same(Map<String, ?> first, Ground again) {
    if (first.isEmpty() || !first.equals(again.tables())) {
      throw new IllegalStateException("the tables do not look unchanged");
    }
  }
}
