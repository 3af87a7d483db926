package dev.plumbline.bench;

import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.AnyOrphans;
import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.integrity.Check.Target;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Orphans among many rows, against statements by hand, in one run and interleaved. */
final class ScannedOrphans {
  private static final String OURS = "ours, exact, in steps";

  private static final String UUIDS =
      """
      CREATE TABLE parent (id uuid PRIMARY KEY, name text);
      INSERT INTO parent SELECT md5('p' || g)::uuid, 'n' || g FROM generate_series(1, 1000000) g;
      CREATE TABLE child (id uuid PRIMARY KEY, parent uuid, title text);
      INSERT INTO child
        SELECT md5('c' || g)::uuid,
               CASE WHEN g % 10000 = 0 THEN md5('gone' || g)::uuid
                    WHEN g % 20 = 7 THEN NULL
                    ELSE md5('p' || (1 + (g::bigint * 7919) % 1000000))::uuid END,
               'title ' || g
          FROM generate_series(1, 10000000) g;
      """;

  private static final Duration WARM_UP = Duration.ofSeconds(5);

  private static final String INTEGERS =
      """
      CREATE TABLE parent (id integer PRIMARY KEY, name text);
      INSERT INTO parent SELECT g, 'n' || g FROM generate_series(1, 100000) g WHERE g % 1000 <> 7;
      CREATE TABLE child (id serial PRIMARY KEY, parent integer, title text);
      INSERT INTO child (parent, title)
        SELECT CASE WHEN g % 10000 = 0 THEN 7 + 1000 * (g / 10000 % 100)
                    WHEN k % 1000 = 7 THEN NULL ELSE k END, 'title ' || g
          FROM (SELECT g, 1 + (g::bigint * 7919) % 100000 AS k FROM generate_series(1, 10000000) g) x;
      CREATE INDEX ON child (parent);
      """;

  private static final String ANY =
      """
      CREATE TABLE t1 (id serial PRIMARY KEY); INSERT INTO t1 SELECT generate_series(1, 300000);
      CREATE TABLE t2 (id serial PRIMARY KEY); INSERT INTO t2 SELECT generate_series(1, 50000);
      CREATE TABLE t3 (id uuid PRIMARY KEY);
      INSERT INTO t3 SELECT md5('t3' || g)::uuid FROM generate_series(1, 300000) g;
      CREATE TABLE t4 (id uuid PRIMARY KEY);
      INSERT INTO t4 SELECT md5('t4' || g)::uuid FROM generate_series(1, 50000) g;
      CREATE TABLE t5 (id varchar(255) PRIMARY KEY);
      INSERT INTO t5 SELECT 'k' || g FROM generate_series(1, 100000) g;
      CREATE TABLE child (id serial PRIMARY KEY, item varchar(255), collection varchar(64));
      INSERT INTO child (item, collection)
        SELECT CASE WHEN g % 500 = 3 AND g % 5 = 4 THEN 'gone'
                    WHEN g % 500 = 3 AND g % 5 < 2 THEN '99999999'
                    WHEN g % 500 = 3 THEN '00000000-0000-4000-8000-000000000000'
                    WHEN g % 5 = 0 THEN (1 + r % 300000)::text
                    WHEN g % 5 = 1 THEN (1 + r % 50000)::text
                    WHEN g % 5 = 2 THEN md5('t3' || (1 + r % 300000))::uuid::text
                    WHEN g % 5 = 3 THEN md5('t4' || (1 + r % 50000))::uuid::text
                    ELSE 'k' || (1 + r % 100000) END, 't' || (g % 5 + 1)
          FROM (SELECT g, g::bigint * 7919 AS r FROM generate_series(1, 500000) g) x;
      """;

  private static final String NOT_EXISTS =
      "SELECT count(*) FROM child c WHERE parent IS NOT NULL AND NOT EXISTS (SELECT FROM parent p WHERE p.id = c.parent)";

  private final LabPostgres postgres;
  private final Report report;

  ScannedOrphans(LabPostgres postgres, Report report) {
    this.postgres = postgres;
    this.report = report;
  }

  private static Orphans orphans() {
    return new Orphans(ScannedData.id("orphans"), "child", List.of("id"), "parent", "parent", "id");
  }

  /** Of uuids, without an index on the child. */
  void hashed() throws Exception {
    report.progress("orphans: making 10 million rows");
    try (ScannedData data = ScannedData.create(postgres, "bench_orphans", UUIDS)) {
      String hand = "by hand, one statement, as PostgreSQL plans it";
      String single = "the same with one process";
      Map<String, Samples> samples =
          race(
              data,
              orphans(),
              1000,
              byHand(
                  hand,
                  NOT_EXISTS,
                  single,
                  "SET max_parallel_workers_per_gather = 0; " + NOT_EXISTS),
              5);
      tell("10 million children, 1 million parents, uuids, no index on the child", samples);
      double ratio = Race.of(samples, OURS).median() / Race.of(samples, hand).median();
      report.require(
          "at most 1.1 × the statement by hand (%s ×)".formatted(Samples.number(ratio)),
          ratio <= 1.1);
      new LoadedScan(data, report).run(orphans(), 1000);
    }
  }

  /** Of integers, with an index on the child. */
  void indexed() throws Exception {
    report.progress("gaps: making 10 million rows");
    try (ScannedData data = ScannedData.create(postgres, "bench_gaps", INTEGERS)) {
      String hand = "NOT EXISTS by hand, as PostgreSQL plans it";
      String single = "the same with one process";
      Map<String, Samples> samples =
          race(
              data,
              orphans(),
              1000,
              byHand(
                  hand,
                  NOT_EXISTS,
                  single,
                  "SET max_parallel_workers_per_gather = 0; " + NOT_EXISTS),
              15);
      tell("10 million children with an index, 100,000 integer parents", samples);
      double ratio = Race.of(samples, hand).median() / Race.of(samples, OURS).median();
      report.require(
          "at least 30 × faster than NOT EXISTS (%s ×)".formatted(Samples.number(ratio)),
          ratio >= 30);
    }
  }

  /** Many-to-any. */
  void any() throws Exception {
    report.progress("any: making 500,000 rows over 5 targets");
    try (ScannedData data = ScannedData.create(postgres, "bench_any", ANY)) {
      List<Target> targets = new ArrayList<>();
      List<String> asText = new ArrayList<>();
      List<String> asKey = new ArrayList<>();
      List<String> types = List.of("integer", "integer", "uuid", "uuid", "character varying");
      for (int i = 1; i <= types.size(); i++) {
        String type = types.get(i - 1);
        targets.add(new Target("t" + i, "t" + i, "id", new ColumnType(type, -1)));
        String each =
            "SELECT count(*) n FROM child c WHERE collection = 't%d' AND NOT EXISTS (SELECT FROM t%d t WHERE %s)";
        asText.add(each.formatted(i, i, "t.id::text = c.item"));
        asKey.add(each.formatted(i, i, "t.id = c.item::" + type));
      }
      Check check =
          new AnyOrphans(
              ScannedData.id("any"), "child", List.of("id"), "item", "collection", targets);
      String text = "by hand, the key as text";
      String key = "by hand, the item as key (fails on the first malformed one)";
      Map<String, Samples> samples =
          race(data, check, 1000, byHand(text, sum(asText), key, sum(asKey)), 9);
      tell("500,000 rows of a many-to-any over 5 targets", samples);
      double best = Math.min(Race.of(samples, text).median(), Race.of(samples, key).median());
      report.require(
          "at most 2 x the best form by hand", Race.of(samples, OURS).median() <= 2 * best);
    }
  }

  private static String sum(List<String> counts) {
    return "SELECT sum(n) FROM (" + String.join(" UNION ALL ", counts) + ") x";
  }

  private static SequencedMap<String, String> byHand(
      String one, String oneSql, String other, String otherSql) {
    SequencedMap<String, String> statements = new LinkedHashMap<>();
    statements.put(one, oneSql);
    statements.put(other, otherSql);
    return statements;
  }

  private Map<String, Samples> race(
      ScannedData data, Check check, long count, SequencedMap<String, String> byHand, int rounds)
      throws Exception {
    report.progress("measuring");
    try (ScanSession session = data.open()) {
      Race race = new Race().add(OURS, 1, () -> ScannedData.expect(session, check, count));
      byHand.forEach((name, sql) -> race.add(name, 1, () -> data.sql().run(sql)));
      return race.run(WARM_UP, rounds);
    }
  }

  private void tell(String title, Map<String, Samples> samples) {
    double ours = Race.of(samples, OURS).median();
    List<List<String>> rows = new ArrayList<>();
    samples.forEach(
        (name, times) -> {
          List<String> row = new ArrayList<>(List.of(name));
          row.addAll(times.cells());
          row.add(Samples.number(times.median() / ours) + " ×");
          rows.add(row);
        });
    report.table(
        title + ", in milliseconds", List.of("what", "median", "min–max", "runs", "of ours"), rows);
  }
}
