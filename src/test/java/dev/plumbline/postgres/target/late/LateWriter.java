package dev.plumbline.postgres.target.late;

import dev.plumbline.lab.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A user who writes until a table or a column is dropped, and remembers what was committed. */
final class LateWriter {
  private static final String UNDEFINED_TABLE = "42P01";
  private static final String UNDEFINED_COLUMN = "42703";

  private final Sql database;
  private final int number;
  private final CountDownLatch warm = new CountDownLatch(20);
  private final List<String> committed = new ArrayList<>();
  private final FutureTask<List<String>> task = new FutureTask<>(this::write);

  private LateWriter(Sql database, int number) {
    this.database = database;
    this.number = number;
  }

  static LateWriter begin(Sql database, int number) throws InterruptedException {
    LateWriter writer = new LateWriter(database, number);
    Thread.ofVirtual().name("late-writer-" + number).start(writer.task);
    if (!writer.warm.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("the writer does not write");
    }
    return writer;
  }

  /** Each statement leaves a line of what must be found afterwards. */
  private List<String> write() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; ; i++) {
        String text = "writer %d, %d".formatted(number, i);
        int old = number * 20 + i % 20 + 1;
        statement.execute(
            """
            INSERT INTO "Seiten" VALUES (%1$d, '%2$d', '%3$s');
            INSERT INTO directus_revisions (collection, data) VALUES ('Seiten', '%3$s');
            """
                .formatted(100 + number, i, text));
        committed.add("page " + text);
        statement.execute("INSERT INTO lines (text) VALUES ('%s')".formatted(text));
        committed.add("line " + text);
        statement.execute("UPDATE articles SET gone = '%s' WHERE id = %d".formatted(text, old));
        committed.add("article " + old + " " + text);
        if (i < 20) {
          statement.execute(
              "DELETE FROM \"Seiten\" WHERE code = 'old %d'".formatted(number * 20 + i + 1));
          committed.add("deleted " + (number * 20 + i + 1));
        }
        warm.countDown();
      }
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState()) || UNDEFINED_COLUMN.equals(e.getSQLState())) {
        return committed;
      }
      throw e;
    }
  }

  List<String> committed() throws Exception {
    return task.get(1, TimeUnit.MINUTES);
  }
}
