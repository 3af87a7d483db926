package dev.plumbline.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.WatchedEnvironment.Polling;
import dev.plumbline.drift.Side;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.environment.Versions;
import dev.plumbline.hazard.rules.Hazards;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.PostgresVersion;
import dev.plumbline.model.ContentModel;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PayloadMaker;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItems;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.payload.SchemaDiffJson;
import dev.plumbline.postgres.PostgresDatabase;
import dev.plumbline.postgres.hazard.PostgresRowCounter;
import dev.plumbline.reading.Reading;
import dev.plumbline.snapshot.SnapshotJson;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the rules say of a plan is what Directus does with it: a plan that they refuse fails, any
 * other is applied, and as many values are changed as were counted.
 */
class OnDirectusIT {
  private static final EnvironmentId SOURCE = new EnvironmentId("staging");
  private static final EnvironmentId TARGET = new EnvironmentId("production");

  /**
   * @param both SQL for both sides; {@code $} is the name of the table
   * @param source SQL for the source
   * @param target SQL for the target
   * @param code that is reported
   * @param count in the evidence; -1 if it is stated
   * @param check SQL of the target that gives the same number afterwards; empty if it fails
   */
  private record Story(
      String name,
      String both,
      String source,
      String target,
      HazardCode code,
      long count,
      String check) {}

  /** A collection with one field {@code c}. */
  private static String tracked(String column) {
    return "CREATE TABLE $ (id serial PRIMARY KEY, c " + column + ");" + rows();
  }

  private static String rows() {
    return "INSERT INTO directus_collections (collection) VALUES ('$');"
        + "INSERT INTO directus_fields (collection, field) VALUES ('$', 'id'), ('$', 'c');";
  }

  private static String related(String type) {
    return "CREATE TABLE $_p (id serial PRIMARY KEY);"
        + "INSERT INTO directus_collections (collection) VALUES ('$_p');"
        + "INSERT INTO directus_fields (collection, field) VALUES ('$_p', 'id');"
        + tracked(type);
  }

  private static final String RELATION =
      "INSERT INTO directus_relations (many_collection, many_field, one_collection) VALUES ('$',"
          + " 'c', '$_p');";
  private static final String FOREIGN_KEY =
      "ALTER TABLE $ ADD CONSTRAINT $_c_foreign FOREIGN KEY (c) REFERENCES $_p;";
  private static final String DROP_COLUMN =
      "ALTER TABLE $ DROP c; DELETE FROM directus_fields WHERE collection = '$' AND field = 'c';";
  private static final String DROP_TABLE =
      "DROP TABLE $ CASCADE; DELETE FROM directus_fields WHERE collection = '$'; DELETE FROM"
          + " directus_collections WHERE collection = '$';";
  private static final String NOT_NULL = "ALTER TABLE $ ALTER c SET NOT NULL";

  /** Rows that differ from what they were. */
  private static final String CHANGED =
      "SELECT count(*) FROM $ n JOIN kept.$ o USING (id) WHERE o.c::text IS DISTINCT FROM"
          + " n.c::text";

  private static List<Story> stories() {
    return List.of(
        new Story(
            "cut",
            tracked("varchar(50)"),
            "ALTER TABLE $ ALTER c TYPE varchar(2)",
            "INSERT INTO $ (c) VALUES ('abc'), ('ab'), (NULL)",
            HazardCode.VALUES_CUT,
            1,
            CHANGED),
        new Story(
            "rounded",
            tracked("numeric(10,4)"),
            "ALTER TABLE $ ALTER c TYPE numeric(6,1)",
            "INSERT INTO $ (c) VALUES (1.25), (2.5), (3)",
            HazardCode.VALUES_ROUNDED,
            1,
            "SELECT count(*) FROM $ n JOIN kept.$ o USING (id) WHERE o.c <> n.c"),
        new Story(
            "floats",
            tracked("real"),
            "ALTER TABLE $ ALTER c TYPE integer",
            "INSERT INTO $ (c) VALUES (1.5), (2), (2.5)",
            HazardCode.VALUES_ROUNDED,
            2,
            CHANGED),
        new Story(
            "dates",
            tracked("timestamp"),
            "ALTER TABLE $ ALTER c TYPE date",
            "INSERT INTO $ (c) VALUES ('2020-01-01 10:00'), ('2020-01-01')",
            HazardCode.TIME_CUT,
            1,
            "SELECT count(*) FROM $ n JOIN kept.$ o USING (id) WHERE o.c <> n.c"),
        new Story(
            "shifted",
            tracked("timestamptz"),
            "ALTER TABLE $ ALTER c TYPE timestamp",
            "INSERT INTO $ (c) VALUES ('2020-01-01 10:00Z'), ('2020-07-01 10:00Z')",
            HazardCode.TIMES_SHIFTED,
            2,
            "SELECT count(*) FROM $ n JOIN kept.$ o USING (id) WHERE timezone('UTC', o.c) <> n.c"),
        new Story(
            "rewritten",
            tracked("varchar(20)"),
            "ALTER TABLE $ ALTER c TYPE integer USING c::integer",
            "INSERT INTO $ (c) VALUES ('007'), ('7')",
            HazardCode.VALUES_REWRITTEN,
            1,
            CHANGED),
        new Story(
            "words",
            tracked("varchar(20)"),
            "ALTER TABLE $ ALTER c TYPE integer USING c::integer",
            "INSERT INTO $ (c) VALUES ('hello'), ('7')",
            HazardCode.CAST_FAILS,
            1,
            ""),
        new Story(
            "range",
            tracked("bigint"),
            "ALTER TABLE $ ALTER c TYPE integer",
            "INSERT INTO $ (c) VALUES (3000000000), (7)",
            HazardCode.VALUES_OUT_OF_RANGE,
            1,
            ""),
        new Story(
            "nulls",
            tracked("text"),
            NOT_NULL,
            "INSERT INTO $ (c) VALUES (NULL), ('x')",
            HazardCode.NULLS_FORBIDDEN,
            1,
            ""),
        new Story(
            "twice",
            tracked("varchar(9)"),
            "ALTER TABLE $ ADD CONSTRAINT $_c_unique UNIQUE (c)",
            "INSERT INTO $ (c) VALUES ('a'), ('a'), ('b')",
            HazardCode.DUPLICATES_FORBIDDEN,
            1,
            ""),
        new Story(
            "cut_twice",
            tracked("varchar(9)") + "ALTER TABLE $ ADD CONSTRAINT $_c_unique UNIQUE (c);",
            "ALTER TABLE $ ALTER c TYPE varchar(2)",
            "INSERT INTO $ (c) VALUES ('abc'), ('abd'), ('b')",
            HazardCode.DUPLICATES_FORBIDDEN,
            1,
            ""),
        new Story(
            "required",
            tracked("text"),
            "ALTER TABLE $ ADD d text NOT NULL; INSERT INTO directus_fields (collection, field)"
                + " VALUES ('$', 'd')",
            "INSERT INTO $ (c) VALUES ('a')",
            HazardCode.REQUIRED_FIELD_ADDED,
            1,
            ""),
        new Story(
            "orphans",
            related("integer"),
            RELATION + FOREIGN_KEY,
            "INSERT INTO $ (c) VALUES (99), (NULL)",
            HazardCode.ORPHANS_FORBIDDEN,
            1,
            ""),
        new Story(
            "never_checked",
            related("integer") + RELATION,
            FOREIGN_KEY
                + "UPDATE directus_relations SET one_deselect_action = 'delete' WHERE"
                + " many_collection = '$'",
            "INSERT INTO $ (c) VALUES (99);" + FOREIGN_KEY.replace(";", " NOT VALID;"),
            HazardCode.ORPHANS_FORBIDDEN,
            1,
            ""),
        new Story(
            "key_first",
            related("integer"),
            RELATION + FOREIGN_KEY,
            FOREIGN_KEY,
            HazardCode.FOREIGN_KEY_EXISTS,
            -1,
            ""),
        new Story(
            "key_types",
            related("varchar(36)"),
            DROP_COLUMN
                + "ALTER TABLE $ ADD c integer; INSERT INTO directus_fields (collection, field)"
                + " VALUES ('$', 'c');"
                + RELATION
                + FOREIGN_KEY,
            "INSERT INTO $ (c) VALUES ('x')",
            HazardCode.CAST_FAILS,
            1,
            ""),
        new Story(
            "small",
            tracked("smallint"),
            "CREATE INDEX $_c_index ON $ (c)",
            "INSERT INTO $ (c) VALUES (1)",
            HazardCode.TYPE_CHANGES_UNSEEN,
            -1,
            "SELECT count(*) - 2 FROM information_schema.columns WHERE table_name = '$' AND"
                + " data_type = 'integer' AND table_schema = 'public' AND column_name = 'c'"),
        new Story(
            "numbers",
            tracked("numeric"),
            NOT_NULL,
            "INSERT INTO $ (c) VALUES (1.5), (2)",
            HazardCode.VALUES_ROUNDED,
            1,
            CHANGED),
        new Story(
            "foreign_index",
            tracked("integer"),
            "SELECT 1",
            "CREATE INDEX by_hand_$ ON $ (c)",
            HazardCode.INDEX_NOT_DROPPABLE,
            -1,
            ""),
        new Story(
            "foreign_unique",
            tracked("integer"),
            "SELECT 1",
            "ALTER TABLE $ ADD CONSTRAINT by_hand_$ UNIQUE (c)",
            HazardCode.INDEX_NOT_DROPPABLE,
            -1,
            ""),
        new Story(
            "viewed",
            tracked("integer"),
            NOT_NULL,
            "CREATE VIEW $_v AS SELECT c FROM $",
            HazardCode.DEPENDENT_OBJECT,
            1,
            ""),
        new Story(
            "viewed_column",
            tracked("integer"),
            DROP_COLUMN,
            "CREATE VIEW $_v AS SELECT c FROM $",
            HazardCode.DEPENDENT_OBJECT,
            1,
            ""),
        new Story(
            "viewed_table",
            tracked("integer"),
            DROP_TABLE,
            "CREATE VIEW $_v AS SELECT c FROM $",
            HazardCode.DEPENDENT_OBJECT,
            1,
            ""),
        new Story(
            "generated",
            tracked("integer"),
            NOT_NULL,
            "ALTER TABLE $ ADD g integer GENERATED ALWAYS AS (c + 1) STORED",
            HazardCode.DEPENDENT_OBJECT,
            1,
            ""),
        new Story(
            "table_there",
            "SELECT 1",
            tracked("text"),
            "CREATE TABLE $ (id serial PRIMARY KEY)",
            HazardCode.TABLE_EXISTS,
            -1,
            ""),
        new Story(
            "column_there",
            tracked("text"),
            "ALTER TABLE $ ADD d text; INSERT INTO directus_fields (collection, field) VALUES ('$',"
                + " 'd')",
            "ALTER TABLE $ ADD d text",
            HazardCode.COLUMN_EXISTS,
            -1,
            ""),
        new Story(
            "dropped",
            tracked("text"),
            DROP_COLUMN,
            "INSERT INTO $ (c) VALUES ('a'), (NULL)",
            HazardCode.DROPS_COLUMN,
            1,
            "SELECT count(o.c) FROM kept.$ o WHERE NOT EXISTS (SELECT FROM"
                + " information_schema.columns WHERE table_schema = 'public' AND table_name = '$'"
                + " AND column_name = 'c')"),
        new Story(
            "dropped_table",
            tracked("text"),
            DROP_TABLE,
            "INSERT INTO $ (c) VALUES ('a'), (NULL); CREATE TABLE $_x (id serial PRIMARY KEY, r"
                + " integer REFERENCES $); INSERT INTO $_x (r) VALUES (1)",
            HazardCode.DROPS_RELATIONS,
            1,
            "SELECT count(*) FROM $_x WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid ="
                + " '$_x'::regclass AND contype = 'f')"),
        new Story(
            "quoted",
            tracked("varchar(20) DEFAULT 'it''s'"),
            NOT_NULL,
            "SELECT 1",
            HazardCode.DEFAULT_REWRITTEN,
            -1,
            "SELECT count(*) - 2 FROM information_schema.columns WHERE table_schema = 'public' AND"
                + " table_name = '$' AND column_name = 'c' AND column_default LIKE"
                + " '%it''''''''s%'"),
        // Two values while the column is citext or has its collation are duplicates, and not after.
        new Story(
            "cased",
            "CREATE EXTENSION IF NOT EXISTS citext;" + tracked("citext"),
            "ALTER TABLE $ ADD CONSTRAINT $_c_unique UNIQUE (c)",
            "INSERT INTO $ (c) VALUES ('a'), ('A')",
            HazardCode.BECOMES_CASE_SENSITIVE,
            -1,
            "SELECT count(*) - 2 FROM information_schema.columns WHERE table_schema = 'public' AND"
                + " table_name = '$' AND column_name = 'c' AND data_type = 'text'"),
        new Story(
            "collated",
            "CREATE COLLATION IF NOT EXISTS ci (provider = icu, locale = 'und-u-ks-level2',"
                + " deterministic = false);"
                + tracked("varchar(9) COLLATE ci"),
            "ALTER TABLE $ ADD CONSTRAINT $_c_unique UNIQUE (c)",
            "INSERT INTO $ (c) VALUES ('a'), ('A')",
            HazardCode.BECOMES_CASE_SENSITIVE,
            -1,
            "SELECT count(*) - 2 FROM information_schema.columns WHERE table_schema = 'public' AND"
                + " table_name = '$' AND column_name = 'c' AND collation_name IS NULL"),
        new Story("owned", tracked("text"), NOT_NULL, "SELECT 1", HazardCode.NOT_OWNER, -1, ""),
        new Story(
            "behind",
            tracked("text"),
            "ALTER TABLE $ ADD d text; INSERT INTO directus_fields (collection, field) VALUES ('$',"
                + " 'd')",
            "SELECT setval('directus_fields_id_seq', (SELECT min(id) FROM directus_fields), false)",
            HazardCode.SEQUENCE_BEHIND,
            -2,
            ""));
  }

  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void whatIsSaidIsWhatHappens(DirectusVersion version) {
    Laboratory lab = Laboratory.on(PostgresVersion.USUAL);
    List<String> wrong = new ArrayList<>();
    try (LabEnvironment source = lab.stopped(version, Template.BOOTSTRAPPED);
        LabEnvironment target = lab.stopped(version, Template.BOOTSTRAPPED)) {
      // Before Directus opens its sessions.
      lab.postgres()
          .superuser("postgres")
          .run(
              "ALTER ROLE \"%s\" IN DATABASE \"%s\" SET TimeZone = 'America/New_York'"
                  .formatted(target.ownerUsername(), target.name()));
      target.sql("CREATE SCHEMA IF NOT EXISTS kept");
      target.start();
      for (Story story : stories()) {
        try {
          wrong.addAll(happens(story, source, target, lab));
        } catch (RuntimeException e) {
          wrong.add(story.name() + ": " + e);
        }
        // Directus 12 without a licence has room for 25 collections.
        forget(story, source, lab);
        forget(story, target, lab);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> happens(
      Story story, LabEnvironment source, LabEnvironment target, Laboratory lab) {
    String table = "t_" + story.name();
    source.sql(story.both().replace("$", table));
    target.sql(story.both().replace("$", table));
    source.sql(story.source().replace("$", table));
    target.sql(story.target().replace("$", table));
    if (!story.check().isEmpty()) {
      target.sql("CREATE TABLE kept.%1$s AS SELECT * FROM %1$s".formatted(table));
    }
    if (story.code() == HazardCode.NOT_OWNER) {
      lab.postgres()
          .superuser(target.name())
          .run(
              "ALTER TABLE %s OWNER TO postgres; GRANT ALL ON %1$s TO \"%s\"; GRANT SELECT ON %1$s TO \"%s\""
                  .formatted(table, target.ownerUsername(), target.readerUsername()));
    }
    target.changedBehindDirectus();
    return judged(story, table, source, target);
  }

  private static void forget(Story story, LabEnvironment environment, Laboratory lab) {
    lab.postgres()
        .superuser(environment.name())
        .run(
            """
            DROP TABLE IF EXISTS t_%1$s, t_%1$s_p, t_%1$s_x CASCADE;
            DELETE FROM directus_relations WHERE many_collection LIKE 't\\_%%';
            DELETE FROM directus_fields WHERE collection LIKE 't\\_%%';
            DELETE FROM directus_collections WHERE collection LIKE 't\\_%%';
            SELECT setval('directus_fields_id_seq', 1000)\
            """
                .formatted(story.name()));
  }

  private static List<String> judged(
      Story story, String table, LabEnvironment source, LabEnvironment target) {
    Map<EnvironmentId, WatchedEnvironment> environments =
        Map.of(SOURCE, watched(SOURCE, source), TARGET, watched(TARGET, target));
    PostgresDatabase databases = new PostgresDatabase(environments, Clock.systemUTC());
    ContentModel ours = value(databases.model(SOURCE));
    ContentModel theirs = value(databases.model(TARGET));
    SortedMap<ItemKey, PlannedItem> items =
        new TreeMap<>(PlannedItems.between(ours.snapshot(), theirs.snapshot()));
    items.keySet().removeIf(key -> !key.collection().startsWith(table));
    String directus = target.directus().snapshot().get("directus").textOr("");
    Versions versions = new Versions(Optional.of(directus), Optional.empty(), List.of());
    HazardInputs inputs =
        new HazardInputs(
            items,
            new Side(ours.snapshot(), versions),
            new Side(theirs.snapshot(), versions),
            Optional.of(theirs),
            List.of(),
            List.of(),
            List.of());
    List<Suspicion> suspicions = Hazards.suspicions(inputs);
    List<Hazard> hazards =
        Hazards.judge(
            suspicions,
            new PostgresRowCounter(environments).count(TARGET, Hazards.questions(suspicions)));

    JsonValue answer =
        target.directus().post("/schema/diff", SnapshotJson.of(ours.snapshot(), directus));
    SchemaDiff payload = PayloadMaker.make(SchemaDiffJson.read(answer), items);
    HttpResponse<String> applied =
        target
            .directus()
            .send("POST", "/schema/apply", CanonicalJson.write(SchemaDiffJson.write(payload)));
    return compared(story, table, hazards, applied, target);
  }

  private static List<String> compared(
      Story story,
      String table,
      List<Hazard> hazards,
      HttpResponse<String> applied,
      LabEnvironment target) {
    List<String> wrong = new ArrayList<>();
    boolean refuses = hazards.stream().anyMatch(Hazard::refuses);
    if (refuses != (applied.statusCode() != 204)) {
      wrong.add(
          "%s: Directus answers %d %s, but %s"
              .formatted(story.name(), applied.statusCode(), applied.body(), hazards));
    }
    Optional<Hazard> hazard =
        hazards.stream().filter(one -> one.code() == story.code()).findFirst();
    if (hazard.isEmpty()) {
      wrong.add("%s: no %s in %s".formatted(story.name(), story.code(), hazards));
    } else if (story.count() >= 0 && largest(hazard.get()) != story.count()) {
      wrong.add("%s: %s".formatted(story.name(), hazard.get()));
    }
    if (!story.check().isEmpty()) {
      String changed = target.database().owner().value(story.check().replace("$", table));
      if (!changed.equals(Long.toString(story.count()))) {
        wrong.add("%s: %s rows changed; %s".formatted(story.name(), changed, hazards));
      }
    }
    return wrong;
  }

  private static long largest(Hazard hazard) {
    return switch (hazard.evidence()) {
      case HazardEvidence.Counted(SortedMap<String, Long> counts) ->
          counts.containsKey("groups")
              ? counts.getOrDefault("groups", 0L)
              : counts.values().stream().mapToLong(number -> number).max().orElse(-1);
      case HazardEvidence.NotCounted ignored -> -3;
      case HazardEvidence.Stated ignored -> -1;
    };
  }

  private static <T> T value(Reading<T> reading) {
    return switch (reading) {
      case Reading.Value<T>(T value, var at) -> value;
      case Reading.Failure<T> failure -> throw new AssertionError(failure.detail());
    };
  }

  private static WatchedEnvironment watched(EnvironmentId id, LabEnvironment environment) {
    return new WatchedEnvironment(
        new Environment(id, Tier.STAGING, false),
        Optional.empty(),
        Optional.of(
            new Database(
                environment.jdbcUrl(),
                environment.readerUsername(),
                new Secret.Literal(environment.readerPassword()),
                "public")),
        new Polling(
            new Schedule.Every(Duration.ofMinutes(5)), Duration.ZERO, Duration.ofMinutes(1)));
  }
}
