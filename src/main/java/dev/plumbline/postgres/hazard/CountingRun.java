package dev.plumbline.postgres.hazard;

import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.hazard.RowAnswer.NotCounted;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.hazard.RowQuestion.NamingRows;
import dev.plumbline.path.reference.RowReferences;
import dev.plumbline.postgres.hazard.objects.EstimateQuery;
import dev.plumbline.postgres.scan.server.LockWatchdog;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.server.StatementLimits;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.PostgresFailures;
import dev.plumbline.watch.source.UnreadableException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Answers the questions about one database over one connection, table by table: what can be counted
 * in one pass over a table is one statement.
 */
final class CountingRun {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private final DatabaseTarget target;
  private final CountLimits limits;
  private final Map<RowQuestion, RowAnswer> answers;
  private final Map<RowQuestion, Long> estimates;
  private final long end;

  /**
   * @param answers which are added as they come
   * @param estimates likewise, first of all
   */
  CountingRun(
      DatabaseTarget target,
      CountLimits limits,
      Map<RowQuestion, RowAnswer> answers,
      Map<RowQuestion, Long> estimates) {
    this.target = target;
    this.limits = limits;
    this.answers = answers;
    this.estimates = estimates;
    this.end = System.nanoTime() + limits.budget().toNanos();
  }

  private Duration left() {
    return Duration.ofNanos(end - System.nanoTime());
  }

  void run(Set<RowQuestion> questions) {
    boolean connected = false;
    Duration limit = CONNECT.compareTo(limits.budget()) < 0 ? CONNECT : limits.budget();
    try (LockWatchdog watchdog = new LockWatchdog(target);
        Connection connection = Connector.connect(target, limit)) {
      connected = true;
      estimate(questions, connection, watchdog);
      for (List<RowQuestion> ofTable : byTable(questions).values()) {
        if (left().compareTo(SHORTEST) < 0 || connection.isClosed()) {
          return;
        }
        ofTable(ofTable, connection, watchdog);
      }
    } catch (SQLException e) {
      notCounted(questions, PostgresFailures.of(e, target, connected).detail());
    } catch (UnreadableException e) {
      notCounted(questions, e.detail());
    } catch (UncheckedIOException e) {
      // The file of the password cannot be read.
      notCounted(questions, String.valueOf(e.getMessage()));
    }
  }

  private void notCounted(Set<RowQuestion> questions, String reason) {
    questions.forEach(question -> answers.putIfAbsent(question, new NotCounted(reason)));
  }

  private static Map<String, List<RowQuestion>> byTable(Set<RowQuestion> questions) {
    Map<String, List<RowQuestion>> tables = new LinkedHashMap<>();
    questions.forEach(
        question ->
            tables.computeIfAbsent(question.table(), name -> new ArrayList<>()).add(question));
    return tables;
  }

  /** Before anything is counted: what takes longest is what an estimate is needed of. */
  private void estimate(Set<RowQuestion> questions, Connection connection, LockWatchdog watchdog)
      throws SQLException {
    Duration limit = statementLimit();
    StatementLimits all = new StatementLimits(limit, limit, limit, GRACE);
    try (ScanTransaction transaction = ScanTransaction.begin(connection, watchdog, all, false)) {
      attempt(
              List.of(),
              transaction,
              () -> EstimateQuery.estimates(questions, target.schema(), transaction))
          .ifPresent(estimates::putAll);
    }
  }

  /** In one transaction, so that its numbers fit together, and its locks end with it. */
  private void ofTable(List<RowQuestion> questions, Connection connection, LockWatchdog watchdog)
      throws SQLException {
    Duration limit = statementLimit();
    StatementLimits all = new StatementLimits(limit, limit, limit, GRACE);
    try (ScanTransaction transaction = ScanTransaction.begin(connection, watchdog, all, false)) {
      SessionSettings settings = SessionSettings.apply(transaction, target, announced(connection));
      OneQuestion one = new OneQuestion(transaction, target.schema(), settings);
      Map<RowQuestion, RowFilter> together = new LinkedHashMap<>();
      Map<RowReferences, List<NamingRows>> naming = new EnumMap<>(RowReferences.class);
      List<RowQuestion> single = new ArrayList<>();
      for (RowQuestion question : questions) {
        if (question instanceof NamingRows rows) {
          naming.computeIfAbsent(rows.references(), key -> new ArrayList<>()).add(rows);
          continue;
        }
        Optional<RowFilter> filter = RowFilter.of(question, settings);
        if (filter.isPresent()) {
          together.put(question, filter.get());
        } else {
          single.add(question);
        }
      }
      together(together, transaction);
      for (RowQuestion question : single) {
        answer(question, transaction, () -> one.answer(question));
      }
      for (List<NamingRows> rows : naming.values()) {
        names(rows, transaction);
      }
    }
  }

  private static int announced(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID();
  }

  private Duration statementLimit() {
    Duration left = left();
    Duration shorter = left.compareTo(limits.statement()) < 0 ? left : limits.statement();
    return shorter.compareTo(SHORTEST) < 0 ? SHORTEST : shorter;
  }

  /** If one of them is an error, each is asked for itself. */
  private void together(Map<RowQuestion, RowFilter> filters, ScanTransaction transaction)
      throws SQLException {
    if (filters.isEmpty()) {
      return;
    }
    List<RowQuestion> questions = List.copyOf(filters.keySet());
    if (questions.size() > 1) {
      Optional<List<RowAnswer>> all =
          attempt(
              questions,
              transaction,
              () -> RowFilter.count(target.schema(), questions, filters, transaction));
      if (questions.stream().allMatch(answers::containsKey)) {
        return;
      }
      if (all.isPresent()) {
        for (int i = 0; i < questions.size(); i++) {
          answers.put(questions.get(i), all.get().get(i));
        }
        return;
      }
    }
    for (RowQuestion question : questions) {
      List<RowQuestion> alone = List.of(question);
      answer(
          question,
          transaction,
          () -> RowFilter.count(target.schema(), alone, filters, transaction).getFirst());
    }
  }

  private void names(List<NamingRows> questions, ScanTransaction transaction) throws SQLException {
    // Questions of one plan share their graph; if not, each is asked for itself.
    boolean isShared =
        questions.stream().map(NamingRows::after).distinct().count() == 1 && questions.size() > 1;
    if (isShared) {
      Optional<Map<RowQuestion, RowAnswer>> all =
          attempt(
              questions,
              transaction,
              () -> NameCounting.count(target.schema(), questions, transaction, this::left));
      if (questions.stream().allMatch(answers::containsKey)) {
        return;
      }
      if (all.isPresent()) {
        answers.putAll(all.get());
        return;
      }
    }
    for (NamingRows question : questions) {
      answer(
          question,
          transaction,
          () ->
              NameCounting.count(target.schema(), List.of(question), transaction, this::left)
                  .getOrDefault(question, new NotCounted(limits.ranOut())));
    }
  }

  /** Empty if it failed for a reason that another form of the question may not have. */
  private <T> Optional<T> attempt(
      List<? extends RowQuestion> questions,
      ScanTransaction transaction,
      ScanTransaction.Question<T> question)
      throws SQLException {
    try {
      transaction.limit(statementLimit());
      return Optional.of(transaction.releasing(question));
    } catch (UnreadableException e) {
      return Optional.empty();
    } catch (SQLException e) {
      if (CountFailure.isOfTable(e)) {
        questions.forEach(
            one -> answers.put(one, new NotCounted(CountFailure.reason(e, one.table(), limits))));
      }
      requireOpen(e, transaction);
      return Optional.empty();
    }
  }

  private void answer(
      RowQuestion question, ScanTransaction transaction, ScanTransaction.Question<RowAnswer> ask)
      throws SQLException {
    if (left().compareTo(SHORTEST) < 0) {
      answers.put(question, new NotCounted(limits.ranOut()));
      return;
    }
    try {
      transaction.limit(statementLimit());
      answers.put(question, transaction.releasing(ask));
    } catch (UnreadableException e) {
      answers.put(question, new NotCounted(e.detail()));
    } catch (SQLException e) {
      answers.put(question, new NotCounted(CountFailure.reason(e, question.table(), limits)));
      requireOpen(e, transaction);
    }
  }

  /** The driver gives a connection up that did not answer: nothing more can be asked over it. */
  private static void requireOpen(SQLException error, ScanTransaction transaction)
      throws SQLException {
    if (!transaction.isOpen()) {
      throw error;
    }
  }
}
