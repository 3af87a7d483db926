package dev.plumbline.postgres.dump;

import dev.plumbline.store.backup.DatabaseContent.Rows;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The rows of a table, each as {@code COPY} writes it, in whatever order: the sum of their SHA-256.
 * A row that is missing, changed or there twice makes another sum.
 */
final class RowsHash {
  private static final int WORDS = 4;
  private static final int HEX_DIGITS = 64;

  private final MessageDigest digest;
  private final long[] sum = new long[WORDS];
  private final byte[] bytes = new byte[WORDS * Long.BYTES];
  private long count;

  RowsHash() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void add(byte[] row) {
    digest.update(row);
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    boolean carry = false;
    for (int word = WORDS - 1; word >= 0; word--) {
      long before = sum[word];
      long added = hash.getLong(word * Long.BYTES) + (carry ? 1 : 0);
      // Of -1 and a carry nothing is left to add, but the carry goes on.
      boolean wrapped = carry && added == 0;
      sum[word] = before + added;
      carry = wrapped || Long.compareUnsigned(sum[word], before) < 0;
    }
    count++;
  }

  Rows rows() {
    ByteBuffer all = ByteBuffer.wrap(bytes);
    for (int word = 0; word < WORDS; word++) {
      all.putLong(word * Long.BYTES, sum[word]);
    }
    String hex = new BigInteger(1, bytes).toString(16);
    return new Rows(count, "0".repeat(HEX_DIGITS - hex.length()) + hex);
  }
}
