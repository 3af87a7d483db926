package dev.plumbline.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.machine.FreePort;
import dev.plumbline.lab.postgres.LabDatabase;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.sync.port.ApplyWatch;
import dev.plumbline.sync.port.ItemAccess.ItemAddress;
import dev.plumbline.sync.port.ItemAccess.ItemFailedException;
import dev.plumbline.sync.port.ItemAccess.Items;
import dev.plumbline.sync.port.LateRows;
import dev.plumbline.sync.port.SchemaApply.Outcome;
import dev.plumbline.sync.port.SchemaApply.Presence;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import dev.plumbline.sync.port.TargetSession.TransactionStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans carried out on real Directus, and what its database says meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TargetIT {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration NOW = Duration.ZERO;
  private static final Set<String> TABLES = Set.of("articles", "pages");

  private static final String SESSION_THAT_WAITS =
      """
      SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
       WHERE NOT l.granted AND a.datname = current_database()
      """;

  private final Map<DirectusVersion, LabTarget> targets = new EnumMap<>(DirectusVersion.class);

  /** With the limit of bodies that Directus has by default. */
  private LabTarget target(DirectusVersion version) {
    return targets.computeIfAbsent(
        version,
        one ->
            LabTarget.of(
                Laboratory.shared()
                    .environment(one, Template.MODEL, Map.of("MAX_PAYLOAD_SIZE", "1mb"))));
  }

  @AfterAll
  void close() {
    targets.values().forEach(LabTarget::close);
  }

  private static FutureTask<Outcome> applying(LabTarget target, String payload) {
    FutureTask<Outcome> task =
        new FutureTask<>(() -> target.api().apply(LabTarget.TARGET, payload, DEADLINE));
    Thread.ofVirtual().start(task);
    return task;
  }

  private static Outcome outcome(FutureTask<Outcome> task) throws Exception {
    return task.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
  }

  private static void await(Sql database, String count) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (database.value(count).equals("0")) {
      assertThat(System.nanoTime()).as("no row in time from " + count).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** A reader of a table who does not end. */
  private static Connection reading(LabTarget target, String table) throws SQLException {
    Connection connection = target.environment().database().reader().connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT count(*) FROM " + table);
    }
    return connection;
  }

  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void whatWasAppliedHasTheTransactionThatWasSeen(DirectusVersion version) throws Exception {
    LabTarget target = target(version);
    // Long only now: the test itself asks for the diff with a body of JSON.
    String payload =
        target
            .payload("big", "to-be-longer", "articles.teaser")
            .replace("to-be-longer", "n".repeat(1_200_000));
    assertThat(payload.length()).isGreaterThan(1 << 20);
    try (TargetSession session = target.session()) {
      assertThat(session.lock()).isTrue();
      assertThat(session.longTransactions(TABLES, NOW)).isEmpty();
      try (ApplyWatch watch = session.watch(TABLES, DEADLINE, LateRows.NONE)) {
        assertThat(target.api().apply(LabTarget.TARGET, payload, DEADLINE))
            .isEqualTo(new Outcome.Applied());
        assertThat(watch.awaitEnd(DEADLINE)).isTrue();

        long transaction = watch.transaction().orElseThrow();
        assertThat(
                target
                    .environment()
                    .database()
                    .owner()
                    .rows(
                        """
                        SELECT xmin FROM directus_fields WHERE collection = 'articles' AND field = 'big'
                        UNION ALL SELECT xmin FROM pg_attribute
                         WHERE attrelid = 'articles'::regclass AND attname = 'big'
                        """))
            .containsExactly(Long.toString(transaction), Long.toString(transaction));
        assertThat(session.status(transaction)).isEqualTo(TransactionStatus.COMMITTED);
        assertThat(watch.cancelled()).isEmpty();
        assertThat(watch.hasBegun()).isTrue();
      }
      assertThat(session.isLocked()).isTrue();
    }
    assertThat(target.api().clearCaches(LabTarget.TARGET)).isEmpty();
    assertThat(target.api().presence(LabTarget.TARGET, DEADLINE)).isEqualTo(Presence.ANSWERS);
  }

  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void whatIsNotAppliedSaysWhy(DirectusVersion version) throws Exception {
    LabTarget target = target(version);
    String url = target.environment().directusUrl();
    String payload = target.payload("never", "", "articles.teaser");
    List<String> before = target.state();

    assertThat(
            target
                .api()
                .apply(
                    LabTarget.TARGET,
                    payload.replaceFirst("\"hash\":\"[0-9a-f]{8}", "\"hash\":\"00000000"),
                    DEADLINE))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.message())
                    .contains("400 INVALID_PAYLOAD", "hash does not match"));
    assertThat(
            target
                .api(url, Optional.of("revoked-token"))
                .apply(LabTarget.TARGET, payload, DEADLINE))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.message())
                    .contains("401", "check directus.writer.token")
                    .doesNotContain("revoked-token"));
    assertThat(target.api(url, Optional.of("revoked-token")).clearCaches(LabTarget.TARGET))
        .hasValueSatisfying(why -> assertThat(why).contains("401"));
    assertThat(target.api(url, Optional.empty()).apply(LabTarget.TARGET, payload, DEADLINE))
        .isEqualTo(
            new Outcome.NotSent(
                "no token that writes is configured for 'staging'; set"
                    + " plumbline.environments.staging.directus.writer.token"));
    assertThat(
            target
                .api("http://127.0.0.1:" + FreePort.find(), Optional.of("token"))
                .apply(LabTarget.TARGET, payload, DEADLINE))
        .isInstanceOf(Outcome.NotSent.class);

    assertThat(target.state()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void theApplyGivesWayToAReader(DirectusVersion version) throws Exception {
    LabTarget target = target(version);
    String payload = target.payload("late", "", "articles.teaser", "pages.content");
    List<String> before = target.state();
    Duration lockWait = Duration.ofSeconds(1);
    try (TargetSession session = target.session();
        Connection reader = reading(target, "pages")) {
      assertThat(session.maySignal()).isTrue();
      assertThat(session.longTransactions(TABLES, NOW))
          .singleElement()
          .asString()
          .contains("application laboratory", "holds a lock on pages")
          .doesNotContain("not visible");
      assertThat(session.longTransactions(TABLES, Duration.ofHours(1))).isEmpty();
      try (ApplyWatch watch = session.watch(TABLES, lockWait, LateRows.NONE)) {
        FutureTask<Outcome> apply = applying(target, payload);
        await(target.environment().database().owner(), SESSION_THAT_WAITS);
        long waits = System.nanoTime();
        Outcome outcome = outcome(apply);

        assertThat(Duration.ofNanos(System.nanoTime() - waits)).isLessThan(lockWait.plusSeconds(1));
        assertThat(outcome)
            .isInstanceOfSatisfying(
                Outcome.Refused.class,
                refused ->
                    assertThat(refused.message())
                        .endsWith("canceling statement due to user request"));
        assertThat(watch.cancelled())
            .hasValueSatisfying(
                why -> assertThat(why).contains("for 1.0 s for a lock on pages", "laboratory"));
        assertThat(watch.awaitEnd(DEADLINE)).isTrue();
        assertThat(session.status(watch.transaction().orElseThrow()))
            .isEqualTo(TransactionStatus.ABORTED);
      }
      assertThat(target.state()).isEqualTo(before);
      try (Statement statement = reader.createStatement()) {
        assertThat(statement.execute("SELECT count(*) FROM pages")).isTrue();
      }
      reader.rollback();
      assertThat(target.api().apply(LabTarget.TARGET, payload, DEADLINE))
          .isEqualTo(new Outcome.Applied());
    }
  }

  /** With the role that watches, once with few rights and once as Directus itself. */
  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void withoutAWriterTheApplyIsWatchedAndNothingElse(DirectusVersion version) throws Exception {
    LabTarget target = target(version);
    LabDatabase database = target.environment().database();
    Sql role = version == DirectusVersion.V12 ? database.reader() : database.owner();
    String payload = target.payload("watched", "", "articles.teaser", "pages.content");
    try (TargetSession session = target.sessionWithoutWriter(role);
        ApplyWatch watch = session.watch(TABLES, Duration.ofMillis(500), LateRows.NONE);
        Connection reader = reading(target, "pages")) {
      assertThat(session.lock()).isTrue();
      assertThat(session.maySignal()).isFalse();
      FutureTask<Outcome> apply = applying(target, payload);
      long deadline = System.nanoTime() + DEADLINE.toNanos();
      while (watch.waited().isEmpty()) {
        assertThat(System.nanoTime()).as("nobody saw it wait").isLessThan(deadline);
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      assertThat(watch.waited().orElseThrow())
          .contains("for 0.5 s for a lock on pages", "laboratory", "it was not cancelled");
      long transaction = watch.transaction().orElseThrow();
      assertThat(session.status(transaction)).isEqualTo(TransactionStatus.IN_PROGRESS);
      assertThat(watch.awaitEnd(Duration.ofMillis(200))).as("nothing is terminated").isFalse();
      assertThat(session.awaitNoApply(NOW)).isFalse();

      reader.rollback();
      assertThat(outcome(apply)).isEqualTo(new Outcome.Applied());
      assertThat(watch.awaitEnd(DEADLINE)).isTrue();
      assertThat(watch.cancelled()).isEmpty();
      assertThat(watch.transaction()).contains(transaction);
      assertThat(session.status(transaction)).isEqualTo(TransactionStatus.COMMITTED);
      assertThat(
              database
                  .owner()
                  .rows("SELECT DISTINCT xmin FROM directus_fields WHERE field = 'watched'"))
          .containsExactly(Long.toString(transaction));
    }
  }

  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void theSessionOfAKilledDirectusEndsOnlyWhenItHasItsLock(DirectusVersion version)
      throws Exception {
    LabTarget target = target(version);
    String payload = target.payload("lost", "", "articles.teaser", "pages.content");
    List<String> before = target.state();
    try (TargetSession session = target.session();
        TargetSession unprivileged = target.readerSession();
        ApplyWatch watch = session.watch(TABLES, Duration.ofMinutes(5), LateRows.NONE);
        Connection reader = reading(target, "pages")) {
      FutureTask<Outcome> apply = applying(target, payload);
      await(target.environment().database().owner(), SESSION_THAT_WAITS);
      target.environment().kill();

      assertThat(outcome(apply)).isInstanceOf(Outcome.Unknown.class);
      assertThat(unprivileged.awaitNoApply(Duration.ofMillis(300))).isFalse();
      long transaction = watch.transaction().orElseThrow();
      assertThat(session.status(transaction)).isEqualTo(TransactionStatus.IN_PROGRESS);

      reader.rollback();
      assertThat(watch.awaitEnd(DEADLINE)).isTrue();
      assertThat(unprivileged.awaitNoApply(DEADLINE)).isTrue();
      assertThat(session.status(transaction)).isEqualTo(TransactionStatus.ABORTED);
      assertThat(target.state()).isEqualTo(before);
    }
    target.environment().stop();
    target.environment().start();
  }

  /** Of what nobody waits for any more; the reader may stay as long as it likes. */
  @Test
  void aSessionThatIsStillThereAfterTheLimitIsTerminated() throws Exception {
    LabTarget target = target(DirectusVersion.V12);
    List<String> before = target.state();
    String payload = target.payload("ended", "", "articles.teaser", "pages.content");
    try (TargetSession session = target.session();
        ApplyWatch watch = session.watch(TABLES, Duration.ofMinutes(5), LateRows.NONE);
        Connection reader = reading(target, "pages")) {
      FutureTask<Outcome> apply = applying(target, payload);
      await(target.environment().database().owner(), SESSION_THAT_WAITS);
      target.environment().kill();
      assertThat(outcome(apply)).isInstanceOf(Outcome.Unknown.class);

      assertThat(watch.awaitEnd(Duration.ofMillis(200))).isTrue();

      assertThat(session.awaitNoApply(NOW)).isTrue();
      assertThat(target.state()).isEqualTo(before);
      assertThat(reader.isValid(5)).isTrue();
    }
    target.environment().stop();
    target.environment().start();
  }

  @Test
  void twoSessionsHaveOneLock() throws Exception {
    LabTarget target = target(DirectusVersion.V12);
    try (TargetSession first = target.session();
        TargetSession second = target.session()) {
      assertThat(first.isLocked()).isFalse();
      assertThat(first.lock()).isTrue();
      assertThat(second.lock()).isFalse();
      assertThat(first.isLocked()).isTrue();
      assertThat(second.isLocked()).isFalse();

      Sql superuser =
          target.environment().database().postgres().superuser(target.environment().name());
      superuser.run(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'"
              + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");

      assertThat(first.isLocked()).isFalse();
      assertThat(second.lock()).isTrue();
    }
  }

  @Test
  void aRoleWithoutTheGrantsSaysSo() throws Exception {
    LabTarget target = target(DirectusVersion.V12);
    try (TargetSession session = target.readerSession();
        Connection other = target.environment().database().owner().connect()) {
      other.setAutoCommit(false);
      try (Statement statement = other.createStatement()) {
        statement.execute("SELECT count(*) FROM pages");
      }
      assertThat(session.maySignal()).isFalse();
      assertThatThrownBy(() -> session.watch(TABLES, DEADLINE, LateRows.NONE))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("GRANT pg_read_all_stats TO");
      assertThat(session.longTransactions(TABLES, Duration.ofHours(1)))
          .singleElement()
          .asString()
          .contains("since when is not visible to this role");
      assertThat(session.awaitNoApply(NOW)).isTrue();
    }
  }

  /** Directus keeps answers here, and a change does not purge them. */
  @Test
  void itemsAreReadAsTheyAreNowAndFoundByTheirMarker() throws Exception {
    try (LabTarget target =
        LabTarget.of(
            Laboratory.shared()
                .environment(
                    DirectusVersion.V12, Template.MODEL, Map.of("CACHE_ENABLED", "true")))) {
      Items items = target.items("plumbline-canary/1");
      JsonObject created =
          items.create(
              "tags",
              JsonValue.object(
                  Map.of("slug", JsonValue.of("a/b c"), "label", JsonValue.of("first"))));
      ItemAddress item = new ItemAddress("tags", created.get("slug").textOr(""));
      assertThat(label(items.read(item, "slug"))).isEqualTo("first");
      items.change(item, JsonValue.object(Map.of("label", JsonValue.of("second"))));
      assertThat(label(items.read(item, "slug"))).isEqualTo("second");

      assertThat(items.created()).containsExactly(item);
      assertThat(target.items("plumbline-canary/2").created()).isEmpty();

      items.delete(item);
      assertThat(items.read(item, "slug")).isEmpty();
      assertThat(items.created()).as("although it is deleted").containsExactly(item);
      assertThatThrownBy(() -> items.create("nowhere", JsonObject.EMPTY))
          .isInstanceOfSatisfying(
              ItemFailedException.class,
              failed -> {
                assertThat(failed.mayBeDone()).isFalse();
                assertThat(failed.getMessage())
                    .startsWith("POST http://127.0.0.1:")
                    .contains("/items/nowhere answered 403");
              });
    }
  }

  private static String label(Optional<JsonObject> item) {
    return item.orElseThrow().get("label").textOr("");
  }
}
