package dev.plumbline.postgres.dump;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.store.backup.DatabaseContent.Rows;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowsHashTest {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  private static Rows rows(List<String> rows) {
    RowsHash hash = new RowsHash();
    rows.forEach(row -> hash.add(row.getBytes(UTF_8)));
    return hash.rows();
  }

  private static String sum(List<String> rows) throws NoSuchAlgorithmException {
    BigInteger sum = BigInteger.ZERO;
    for (String row : rows) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(row.getBytes(UTF_8));
      sum = sum.add(new BigInteger(1, digest));
    }
    return String.format("%064x", sum.mod(MODULUS));
  }

  @Test
  void isTheSumOfTheDigests() throws NoSuchAlgorithmException {
    Random random = new Random(12);
    for (int run = 0; run < 200; run++) {
      List<String> rows = new ArrayList<>();
      for (int i = random.nextInt(60); i > 0; i--) {
        rows.add(Integer.toString(random.nextInt(20)));
      }
      assertThat(rows(rows)).isEqualTo(new Rows(rows.size(), sum(rows)));
    }
  }

  @Test
  void doesNotDependOnTheOrderAndSeesWhatIsThereTwice() {
    List<String> rows = new ArrayList<>(List.of("1\ta", "2\tb", "3\t\\N"));
    Rows before = rows(rows);

    Collections.reverse(rows);
    assertThat(rows(rows)).isEqualTo(before);
    rows.set(0, "2\tb");
    assertThat(rows(rows).hash()).isNotEqualTo(before.hash());
  }

  @Test
  void ofNoRowsIsZero() {
    assertThat(rows(List.of())).isEqualTo(new Rows(0, "0".repeat(64)));
  }
}
