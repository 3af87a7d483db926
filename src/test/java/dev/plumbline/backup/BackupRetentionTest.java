package dev.plumbline.backup;

import static dev.plumbline.store.backup.BackupState.DISPROVEN;
import static dev.plumbline.store.backup.BackupState.DUMPED;
import static dev.plumbline.store.backup.BackupState.PROVEN;
import static dev.plumbline.store.backup.BackupState.UNPROVEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BackupRetentionTest {
  private static final EnvironmentId STAGING = new EnvironmentId("staging");

  /** The places of those that are deleted, 0 for the newest. */
  private static List<Long> deletable(int keep, BackupState... newestFirst) {
    return deletable(keep, Set.of(), newestFirst);
  }

  private static List<Long> deletable(int keep, Set<UUID> needed, BackupState... newestFirst) {
    List<Backup> backups = new ArrayList<>();
    for (BackupState state : newestFirst) {
      backups.add(
          Backup.waiting(
                  new UUID(0, backups.size()),
                  STAGING,
                  Instant.EPOCH,
                  Optional.empty(),
                  Optional.empty())
              .in(state));
    }
    return BackupRetention.older(backups, keep, needed).stream()
        .map(backup -> backup.id().getLeastSignificantBits())
        .toList();
  }

  @Test
  void nothingIsDeletedBeforeEnoughAreProven() {
    assertThat(deletable(1)).isEmpty();
    assertThat(deletable(1, UNPROVEN, DISPROVEN, UNPROVEN)).isEmpty();
    assertThat(deletable(2, PROVEN, UNPROVEN, DISPROVEN)).isEmpty();
    assertThat(deletable(2, DUMPED, PROVEN, UNPROVEN)).isEmpty();
  }

  @Test
  void whatARollbackMayNeedIsKept() {
    assertThat(deletable(1, Set.of(new UUID(0, 2)), PROVEN, PROVEN, PROVEN, PROVEN))
        .containsExactly(1L, 3L);
  }

  @Test
  void whatIsOlderThanTheNewestProvenIsDeleted() {
    assertThat(deletable(1, PROVEN, PROVEN, UNPROVEN)).containsExactly(1L, 2L);
    assertThat(deletable(2, UNPROVEN, PROVEN, DISPROVEN, PROVEN, UNPROVEN, PROVEN))
        .containsExactly(4L, 5L);
  }

  @Test
  void whatSomebodyWorksOnStays() {
    assertThat(deletable(1, PROVEN, DUMPED, PROVEN)).containsExactly(2L);
  }
}
