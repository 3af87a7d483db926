package dev.plumbline.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.auditing.AuditVerification;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.testkit.InMemoryAuditStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AuditChainTest {
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  private static final List<AuditAction> ACTIONS = List.copyOf(EnumSet.allOf(AuditAction.class));

  private final InMemoryAuditStore store = new InMemoryAuditStore();
  private final AuditVerification verification = new AuditVerification(store);

  private static AuditEntry entry(Random random) {
    TreeSet<EnvironmentId> environments = new TreeSet<>();
    environments.add(new EnvironmentId("e" + random.nextInt(3)));
    return new AuditEntry(
        NOON.plusNanos(random.nextInt() * 1_000L),
        ACTIONS.get(random.nextInt(ACTIONS.size())),
        random.nextBoolean() ? Optional.empty() : Optional.of("token\"" + random.nextInt(3)),
        random.nextBoolean() ? Optional.empty() : Optional.of("名前" + random.nextInt(3)),
        "subject" + random.nextInt(5),
        environments,
        new TreeMap<>(Map.of("note\n" + random.nextInt(2), "text " + random.nextInt())));
  }

  private void append(Random random, int count) {
    for (int i = 0; i < count; i++) {
      store.append(List.of(entry(random)));
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyTamperingIsFound(long seed) {
    Random random = new Random(seed);
    int size = 2 + random.nextInt(30);
    append(random, size);
    assertThat(verification.verify().isValid()).isTrue();
    assertThat(verification.verify().last()).isEqualTo(store.head());
    List<ChainedEntry> rows = store.rows();
    int at = random.nextInt(size);
    ChainedEntry row = rows.get(at);
    switch (random.nextInt(6)) {
      case 0 ->
          rows.set(
              at,
              new ChainedEntry(
                  row.number(), entry(new Random(-1 - seed)), row.previous(), row.hash()));
      case 1 -> rows.remove(at);
      case 2 -> {
        int other = (at + 1) % size;
        ChainedEntry swapped = rows.get(other);
        rows.set(
            at,
            new ChainedEntry(row.number(), swapped.entry(), swapped.previous(), swapped.hash()));
        rows.set(
            other, new ChainedEntry(swapped.number(), row.entry(), row.previous(), row.hash()));
      }
      case 3 ->
          rows.set(at, new ChainedEntry(row.number(), row.entry(), row.previous(), "0".repeat(64)));
      case 4 -> {
        // As somebody who knows the form, but not all that comes after it.
        AuditHead before = at == 0 ? AuditHead.EMPTY : AuditChain.head(rows.get(at - 1));
        rows.set(at, AuditChain.next(before, entry(new Random(-1 - seed))));
      }
      default -> rows.subList(at, size).clear();
    }

    AuditVerification.Result result = verification.verify();

    assertThat(result.isValid()).as("seed %d", seed).isFalse();
    assertThat(result.problem().orElseThrow()).isNotBlank();
    assertThat(result.last().number()).isLessThanOrEqualTo(size);
  }

  @Test
  void firstBrokenEntryIsNamed() {
    append(new Random(1), 5);
    List<ChainedEntry> rows = store.rows();
    ChainedEntry third = rows.get(2);
    rows.set(2, new ChainedEntry(3, rows.get(1).entry(), third.previous(), third.hash()));

    assertThat(verification.verify())
        .isEqualTo(
            new AuditVerification.Result(
                AuditChain.head(rows.get(1)),
                Optional.of("entry 3 was changed after it was recorded")));
    rows.remove(2);
    assertThat(verification.verify().problem())
        .contains("entry 3 is missing: entry 4 comes after it");
    rows.subList(2, rows.size()).clear();
    assertThat(verification.verify().problem())
        .contains("the last entry is 2, but 5 were recorded");
  }

  @Test
  void whatWasCheckedIsNotReadAgainButItsEndIsComparedAgain() {
    Random random = new Random(2);
    append(random, 3);
    assertThat(verification.verifyAdded().isValid()).isTrue();
    append(random, 3);
    assertThat(verification.verifyAdded().last().number()).isEqualTo(6);

    List<ChainedEntry> rewritten = new ArrayList<>();
    AuditHead head = AuditHead.EMPTY;
    for (int i = 0; i < 6; i++) {
      ChainedEntry next = AuditChain.next(head, entry(random));
      rewritten.add(next);
      head = AuditChain.head(next);
    }
    store.rows().clear();
    store.rows().addAll(rewritten);

    assertThat(verification.verifyAdded().problem())
        .contains("entry 6 is not the one that was recorded last");
  }

  @Test
  void emptyChainIsValid() {
    assertThat(verification.verify())
        .isEqualTo(new AuditVerification.Result(AuditHead.EMPTY, Optional.empty()));
  }
}
