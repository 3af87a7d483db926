package dev.plumbline.postgres.target.statement;

import dev.plumbline.postgres.dump.RowsHash;
import dev.plumbline.store.backup.DatabaseContent.Rows;
import dev.plumbline.sync.port.RollbackDatabase.SavedRows;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/** Rows, streamed as {@code COPY} writes them; never more than one of them is in memory. */
public final class RowStream {
  private RowStream() {}

  /**
   * From one database into the other.
   *
   * @param query what is read
   * @param into a table, with its columns
   * @return the number of rows
   */
  public static long copy(
      String object, TargetTransaction from, String query, TargetTransaction to, String into)
      throws StatementFailedException {
    return from.with(
        object + " of the backup",
        source -> {
          CopyOut out =
              source
                  .unwrap(PGConnection.class)
                  .getCopyAPI()
                  .copyOut("COPY (" + query + ") TO STDOUT");
          try {
            return to.with(
                object,
                sink -> {
                  CopyIn in =
                      sink.unwrap(PGConnection.class)
                          .getCopyAPI()
                          .copyIn("COPY " + into + " FROM STDIN");
                  return pump(object, out, in);
                });
          } finally {
            if (out.isActive()) {
              out.cancelCopy();
            }
          }
        });
  }

  private static long pump(String object, CopyOut out, CopyIn in)
      throws SQLException, StatementFailedException {
    try {
      for (byte[] row = read(object, out); row != null; row = read(object, out)) {
        in.writeToCopy(row, 0, row.length);
      }
      return in.endCopy();
    } finally {
      if (in.isActive()) {
        in.cancelCopy();
      }
    }
  }

  /** What fails here is the other side. */
  private static byte @Nullable [] read(String object, CopyOut out)
      throws StatementFailedException {
    try {
      return out.readFromCopy();
    } catch (SQLException e) {
      throw StatementFailedException.of(object + " of the backup", e);
    }
  }

  /** The rows of a query: how many, and a hash over all of them. */
  public static Rows hash(String object, TargetTransaction from, String query)
      throws StatementFailedException {
    return from.with(object, connected -> RowsHash.of(connected, query));
  }

  /**
   * As {@code COPY} writes it.
   *
   * @return the number of rows
   */
  public static long write(String object, TargetTransaction from, String query, OutputStream to)
      throws StatementFailedException {
    return copy(object, from, copying -> copying.copyOut("COPY (" + query + ") TO STDOUT", to));
  }

  /**
   * What {@link #write} has written.
   *
   * @param into a table, with its columns
   * @return the number of rows
   */
  public static long read(String object, InputStream from, TargetTransaction to, String into)
      throws StatementFailedException {
    return copy(object, to, copying -> copying.copyIn("COPY " + into + " FROM STDIN", from));
  }

  private interface Copying {
    long with(CopyManager copying) throws SQLException, IOException;
  }

  private static long copy(String object, TargetTransaction transaction, Copying copying)
      throws StatementFailedException {
    return transaction.with(
        object,
        connected -> {
          try {
            return copying.with(connected.unwrap(PGConnection.class).getCopyAPI());
          } catch (IOException e) {
            throw new StatementFailedException(object + ": " + e.getMessage());
          }
        });
  }

  /**
   * Into a file.
   *
   * @param table whose rows they are
   * @return the number of rows
   */
  public static long save(TargetTransaction from, String table, String query, SavedRows saved)
      throws StatementFailedException {
    return from.with(
        "rows of `" + table + "`",
        connected -> {
          try (OutputStream file = saved.open(table)) {
            return connected
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + query + ") TO STDOUT WITH (FORMAT csv, HEADER)", file);
          } catch (IOException e) {
            throw new StatementFailedException(
                "the rows of `%s` that the rollback drops cannot be saved: %s"
                    .formatted(table, e.getMessage()));
          }
        });
  }
}
