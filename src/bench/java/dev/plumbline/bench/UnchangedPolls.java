package dev.plumbline.bench;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.postgres.FingerprintStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a watched database does for a poll that finds nothing new, and what it would do instead. */
final class UnchangedPolls {
  private static final int COLLECTIONS = 1000;
  private static final int ROUNDS = 40;
  private static final int WARM_UP = 5;
  private static final int CPU_RUNS = 100;

  /** Of hashing the content: machines differ by a factor of four. */
  private static final double MOST_OF_CONTENT = 0.3;

  /**
   * What the fingerprint covers, in full: nothing can be missed, but everything must be read. Left
   * out is what there is little of, and of types and routines PostgreSQL's own.
   */
  private static final String CONTENT =
      """
      SELECT (SELECT md5(string_agg(t::text, ',' ORDER BY collection)) FROM directus_collections t),
             (SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM directus_fields t),
             (SELECT md5(string_agg(t::text, ',' ORDER BY id)) FROM directus_relations t),
             (SELECT md5(string_agg(
                       concat_ws(' ', attrelid, attnum, attname, atttypid, atttypmod, attnotnull),
                       ',' ORDER BY attrelid, attnum))
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
               WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                 AND attnum > 0 AND NOT attisdropped),
             (SELECT md5(string_agg(concat_ws(' ', adrelid, adnum, pg_get_expr(adbin, adrelid)),
                       ',' ORDER BY adrelid, adnum)) FROM pg_attrdef),
             (SELECT md5(string_agg(concat_ws(' ', conname, conrelid, contype, conkey, confrelid,
                       confkey, confupdtype, confdeltype), ',' ORDER BY oid))
                FROM pg_constraint WHERE connamespace = 'public'::regnamespace),
             (SELECT md5(string_agg(concat_ws(' ', i.indrelid, c.relname, i.indisunique, i.indkey),
                       ',' ORDER BY i.indexrelid))
                FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
               WHERE c.relnamespace = 'public'::regnamespace),
             (SELECT md5(string_agg(concat_ws(' ', oid, relname, relnamespace, relkind, relowner,
                       relpersistence, relispartition, relrowsecurity, relforcerowsecurity, relacl,
                       reloptions), ',' ORDER BY oid))
                FROM pg_class
               WHERE relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
                  OR relkind IN ('i', 'I') AND relnamespace = 'public'::regnamespace),
             (SELECT md5(string_agg(s::text, ',' ORDER BY seqrelid)) FROM pg_sequence s),
             (SELECT md5(string_agg(concat_ws(' ', objid, refobjid, refobjsubid, deptype), ','
                       ORDER BY objid, refobjid, refobjsubid))
                FROM pg_depend
               WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass
                 AND deptype IN ('a', 'i') AND refobjsubid > 0),
             (SELECT md5(string_agg(concat_ws(' ', oid, tgrelid, tgname, tgfoid, tgtype, tgenabled,
                       tgisinternal, tgconstraint), ',' ORDER BY oid)) FROM pg_trigger),
             (SELECT md5(string_agg(concat_ws(' ', oid, typname, typtype, typbasetype, typnotnull,
                       typdefault), ',' ORDER BY oid))
                FROM pg_type WHERE typnamespace <> 'pg_catalog'::regnamespace),
             (SELECT md5(string_agg(p::text, ',' ORDER BY oid))
                FROM pg_proc p WHERE pronamespace <> 'pg_catalog'::regnamespace)
      """;

  /** Cheapest, but late, and set back by a crash: it cannot say that nothing changed. */
  private static final String COUNTERS =
      """
      SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)
        FROM pg_stat_all_tables
       WHERE relid IN ('directus_collections'::regclass, 'directus_fields'::regclass,
                       'directus_relations'::regclass, 'pg_class'::regclass,
                       'pg_attribute'::regclass, 'pg_attrdef'::regclass,
                       'pg_constraint'::regclass, 'pg_index'::regclass)
      """;

  private static final String STATEMENT = "fingerprint (ours), by the clock";
  private static final String EXPLAINED = "fingerprint (ours), as PostgreSQL tells it";
  private static final String CONTENT_STATEMENT = "content of everything, by the clock";
  private static final String CONTENT_EXPLAINED = "content of everything, as PostgreSQL tells it";
  private static final String COUNTERS_STATEMENT = "write counters, by the clock";
  private static final String COUNTERS_EXPLAINED = "write counters, as PostgreSQL tells it";
  private static final String POLL = "whole reading of the fingerprint, with connecting";

  private final Laboratory laboratory;
  private final Report report;

  UnchangedPolls(Laboratory laboratory, Report report) {
    this.laboratory = laboratory;
    this.report = report;
  }

  void run() throws Exception {
    report.progress("unchanged polls: making the database");
    try (LabEnvironment environment =
        laboratory.stopped(DirectusVersion.V11, Template.size(COLLECTIONS))) {
      // As autovacuum leaves it, and not only after it happened to come by.
      laboratory.postgres().sql(environment.name(), "VACUUM ANALYZE");
      Watched watched = new Watched(environment);
      try (FingerprintStatement statement = new FingerprintStatement(watched.database())) {
        report.progress("unchanged polls: measuring");
        Map<String, Samples> samples =
            new Race()
                .addTimed(STATEMENT, 1, statement::run)
                .addTimed(EXPLAINED, 1, statement::explained)
                .addTimed(CONTENT_STATEMENT, 1, () -> statement.run(CONTENT))
                .addTimed(CONTENT_EXPLAINED, 1, () -> statement.explained(CONTENT))
                .addTimed(COUNTERS_STATEMENT, 1, () -> statement.run(COUNTERS))
                .addTimed(COUNTERS_EXPLAINED, 1, () -> statement.explained(COUNTERS))
                .add(POLL, 1, watched::fingerprint)
                .run(WARM_UP, ROUNDS);
        tell(samples);
        tellCpu(statement);
      }
    }
  }

  /**
   * What does not depend on who else uses the machine: of a session and its statement, on average.
   */
  private void tellCpu(FingerprintStatement statement) throws Exception {
    ProcessHandle server = ProcessHandle.of(statement.serverProcess()).orElseThrow();
    Duration before = server.info().totalCpuDuration().orElseThrow();
    for (int i = 0; i < CPU_RUNS; i++) {
      statement.run();
    }
    Duration used = server.info().totalCpuDuration().orElseThrow().minus(before);
    report.say(
        "CPU time of the server process for one fingerprint and its session: %s ms (mean of %d)"
            .formatted(Samples.number(used.toNanos() / 1e6 / CPU_RUNS), CPU_RUNS));
  }

  private void tell(Map<String, Samples> samples) {
    double ours = Race.of(samples, STATEMENT).median();
    List<List<String>> rows = new ArrayList<>();
    samples.forEach(
        (name, times) -> {
          List<String> row = new ArrayList<>(List.of(name));
          row.addAll(times.cells());
          row.add(Samples.number(times.median() / ours) + " ×");
          rows.add(row);
        });
    report.table(
        "Unchanged poll of %d collections, in milliseconds".formatted(COLLECTIONS),
        List.of("what", "median", "min–max", "runs", "of ours"),
        rows);
    double ratio =
        Race.of(samples, EXPLAINED).median() / Race.of(samples, CONTENT_EXPLAINED).median();
    report.require(
        "an unchanged poll of %d collections takes at most %.1f × of hashing their content (%s ×)"
            .formatted(COLLECTIONS, MOST_OF_CONTENT, Samples.number(ratio)),
        ratio <= MOST_OF_CONTENT);
  }
}
