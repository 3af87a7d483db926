package dev.plumbline.postgres.dump;

import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.backup.DatabaseContent.Rows;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The rows of a table, each as {@code COPY} writes it, in whatever order: the sum of their SHA-256.
 * A row that is missing, changed or there twice makes another sum.
 */
public final class RowsHash {
  private static final int WORDS = 4;

  private final MessageDigest digest = Fingerprint.sha256();
  private final long[] sum = new long[WORDS];
  private long count;

  /** The rows of a query, streamed. */
  public static Rows of(Connection connection, String query) throws SQLException {
    RowsHash hash = new RowsHash();
    CopyOut copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut("COPY (" + query + ") TO STDOUT");
    for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
      hash.add(row);
    }
    return hash.rows();
  }

  void add(byte[] row) {
    digest.update(row);
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    boolean carry = false;
    for (int word = WORDS - 1; word >= 0; word--) {
      long before = sum[word];
      long added = hash.getLong(word * Long.BYTES) + (carry ? 1 : 0);
      // Of -1 and a carry nothing is left to add, but the carry continues.
      boolean wrapped = carry && added == 0;
      sum[word] = before + added;
      carry = wrapped || Long.compareUnsigned(sum[word], before) < 0;
    }
    count++;
  }

  Rows rows() {
    ByteBuffer all = ByteBuffer.allocate(WORDS * Long.BYTES);
    for (long word : sum) {
      all.putLong(word);
    }
    return new Rows(count, HexFormat.of().formatHex(all.array()));
  }
}
