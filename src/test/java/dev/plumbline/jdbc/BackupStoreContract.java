package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.PRODUCTION;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.approval.Approver;
import dev.plumbline.audit.AuditAction;
import dev.plumbline.audit.AuditEntry;
import dev.plumbline.audit.ChainedEntry;
import dev.plumbline.auditing.AuditVerification;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.Lease;
import dev.plumbline.store.Page;
import dev.plumbline.store.audit.AuditStore;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.Backup.Dump;
import dev.plumbline.store.backup.Backup.Proof;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.backup.BackupStore;
import dev.plumbline.store.backup.BackupStore.Proven;
import dev.plumbline.store.backup.BackupStore.Purpose;
import dev.plumbline.store.backup.BackupStore.Requests;
import dev.plumbline.testkit.SampleBackups;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every store does with backups. */
abstract class BackupStoreContract {
  private static final Duration HOUR = Duration.ofHours(1);

  private static final Approver ADA = new Approver("ada", "ci", false);

  abstract BackupStore store();

  abstract AuditStore audit();

  private static Backup waiting(long number) {
    return waiting(number, STAGING);
  }

  private static Backup waiting(long number, EnvironmentId environment) {
    return Backup.waiting(
        uuid(number), environment, noonPlus(number), Optional.of("ci"), Optional.of("ünd \\ ''"));
  }

  private static Lease lease(long number, int term) {
    return new Lease(uuid(number), term);
  }

  private static Dump dump(long bytes) {
    return SampleBackups.dump(noonPlus(2), bytes);
  }

  private static Proof proof(String... differences) {
    return SampleBackups.proof(noonPlus(4), differences);
  }

  private Backup proven(long number, long bytes) {
    Backup backup = store().begin(waiting(number), Optional.empty()).dumped(dump(bytes));
    Backup proven = backup.tried(proof(), BackupState.PROVEN, "the same");
    assertThat(store().record(lease(number, 1), proven)).isTrue();
    return proven;
  }

  @Test
  void backupIsReadAsItWasRecorded() {
    assertThat(store().begin(waiting(1), Optional.empty())).isEqualTo(waiting(1));
    assertThat(store().backup(uuid(1))).contains(waiting(1));

    Backup disproven =
        waiting(1).dumped(dump(77)).tried(proof("a", "b"), BackupState.DISPROVEN, "a");
    assertThat(store().record(lease(1, 1), disproven)).isTrue();

    assertThat(store().backup(uuid(1))).contains(disproven);
    assertThat(store().backup(uuid(2))).isEmpty();
  }

  @Test
  void oneOfAnEnvironmentIsMadeAtATime() {
    store().begin(waiting(1), Optional.empty());

    assertThat(store().begin(waiting(2), Optional.empty())).isEqualTo(waiting(1));
    assertThat(store().begin(waiting(3, PRODUCTION), Optional.empty()).id()).isEqualTo(uuid(3));

    store().record(lease(1, 1), waiting(1).ended(BackupState.FAILED, "no space", noonPlus(5)));
    assertThat(store().begin(waiting(2), Optional.empty())).isEqualTo(waiting(2));
  }

  @Test
  void repeatedRequestIsAnsweredWithTheFirst() {
    Optional<String> key = Optional.of("k");
    Backup first = store().begin(waiting(1), key);
    store().record(lease(1, 1), first.ended(BackupState.FAILED, "no space", noonPlus(5)));
    store().begin(waiting(2), Optional.empty());

    assertThat(store().begin(waiting(3), key).id()).isEqualTo(uuid(1));
    assertThat(store().hasKey(uuid(1), "k")).isTrue();
    assertThat(store().hasKey(uuid(2), "k")).isFalse();
    assertThat(store().begin(waiting(3), Optional.of("other")).id()).isEqualTo(uuid(2));
  }

  @Test
  void whoeverWasTakenOverMayWriteNoMore() {
    store().begin(waiting(1), Optional.empty());

    assertThat(store().takeOver(HOUR, Set.of(STAGING))).isEmpty();
    assertThat(store().takeOver(Duration.ZERO, Set.of(PRODUCTION))).isEmpty();
    assertThat(store().takeOver(Duration.ZERO, Set.of(STAGING)).orElseThrow().lease())
        .isEqualTo(lease(1, 2));

    assertThat(store().beat(lease(1, 1), 5)).isFalse();
    assertThat(store().record(lease(1, 1), waiting(1).in(BackupState.DUMPING))).isFalse();
    assertThat(store().beat(lease(1, 2), 5)).isTrue();
    assertThat(store().backup(uuid(1)).orElseThrow().bytes()).isEqualTo(5);
  }

  @Test
  void endedBackupIsOnlyReopenedWithItsFileAndAlone() {
    Backup proven = proven(1, 10);
    assertThat(store().record(lease(1, 1), proven)).isFalse();

    store().begin(waiting(2), Optional.empty());
    assertThat(store().reopen(uuid(1), ADA, noonPlus(6))).isEmpty();
    store().record(lease(2, 1), waiting(2).ended(BackupState.FAILED, "no", noonPlus(6)));
    assertThat(store().reopen(uuid(2), ADA, noonPlus(6))).isEmpty();

    assertThat(store().reopen(uuid(1), ADA, noonPlus(6))).contains(lease(1, 2));
    assertThat(store().backup(uuid(1)).orElseThrow().state()).isEqualTo(BackupState.DUMPED);
    assertThat(store().reopen(uuid(1), ADA, noonPlus(6))).isEmpty();
  }

  private static AuditEntry audited(
      AuditAction action, long backup, long at, Optional<String> note) {
    TreeMap<String, String> details = new TreeMap<>();
    note.ifPresent(text -> details.put("note", text));
    return new AuditEntry(
        noonPlus(at),
        action,
        Optional.of("ci"),
        Optional.of("ada"),
        uuid(backup).toString(),
        new TreeSet<>(Set.of(STAGING)),
        details);
  }

  @Test
  void whoAsksForABackupOrItsVerificationIsInTheAudit() {
    Purpose asked = new Purpose(Optional.of(ADA), false);
    Optional<String> key = Optional.of("k");
    store().begin(waiting(1), key, asked);
    // The one that is being made is not asked for once more.
    store().begin(waiting(2), Optional.empty(), asked);
    store().begin(waiting(3), key, asked);
    store().reopen(uuid(1), ADA, noonPlus(5));
    Backup ended = waiting(1).dumped(dump(7)).tried(proof(), BackupState.PROVEN, "the same");
    store().record(lease(1, 1), ended);
    store().reopen(uuid(1), ADA, noonPlus(6));
    store().reopen(uuid(1), ADA, noonPlus(7));

    assertThat(audit().after(0, 10))
        .extracting(ChainedEntry::entry)
        .containsExactly(
            audited(AuditAction.BACKUP_REQUESTED, 1, 1, waiting(1).note()),
            audited(AuditAction.BACKUP_VERIFICATION_REQUESTED, 1, 6, Optional.empty()));
    assertThat(new AuditVerification(audit()).verify().isValid()).isTrue();
  }

  @Test
  void backupOfTheScheduleIsNotInTheAudit() {
    proven(1, 10);
    assertThat(audit().after(0, 10)).isEmpty();
  }

  @Test
  void whetherABackupIsNarrowedIsOpenUntilItIsDumped() {
    Purpose ofRun = new Purpose(Optional.empty(), true);
    store().begin(waiting(1), Optional.empty(), ofRun);
    store().record(lease(1, 1), waiting(1).in(BackupState.DUMPING));
    assertThat(store().mayBeNarrowed(uuid(1))).isTrue();
    assertThat(store().requests(STAGING)).isEmpty();

    Backup whole = waiting(1).dumped(dump(7));
    store().record(lease(1, 1), whole);
    assertThat(store().mayBeNarrowed(uuid(1))).isFalse();
    assertThat(store().requests(STAGING)).isPresent();
    store().record(lease(1, 1), whole.tried(proof(), BackupState.PROVEN, "the same"));

    store().begin(waiting(2), Optional.empty(), ofRun);
    store().record(lease(2, 1), waiting(2).dumped(SampleBackups.narrowed(dump(8), "public.logs")));
    assertThat(store().mayBeNarrowed(uuid(2))).isTrue();
  }

  @Test
  void backupOfARunThatFailedBeforeItWasNarrowedCounts() {
    store().begin(waiting(1), Optional.empty(), new Purpose(Optional.empty(), true));
    Backup failed = waiting(1).ended(BackupState.FAILED, "no space", noonPlus(5));
    store().record(lease(1, 1), failed);

    assertThat(store().mayBeNarrowed(uuid(1))).isFalse();
    assertThat(store().lastEnded(STAGING)).contains(failed);
  }

  @Test
  void provenStaysProvenWhileItIsTriedAgain() {
    proven(1, 10);
    Proven known = new Proven(STAGING, noonPlus(1), noonPlus(4), 10);
    assertThat(store().lastProven()).containsExactly(known);

    store().reopen(uuid(1), ADA, noonPlus(6));
    assertThat(store().lastProven()).containsExactly(known);

    Backup backup = store().backup(uuid(1)).orElseThrow();
    store().record(lease(1, 2), backup.tried(proof("x"), BackupState.DISPROVEN, "x"));
    assertThat(store().lastProven()).isEmpty();
  }

  @Test
  void newestComeFirst() {
    proven(1, 10);
    proven(2, 20);
    store().begin(waiting(3), Optional.empty());
    store().record(lease(3, 1), waiting(3).ended(BackupState.FAILED, "no", noonPlus(7)));

    assertThat(store().proven(STAGING, 5)).extracting(Proven::bytes).containsExactly(20L, 10L);
    assertThat(store().proven(STAGING, 1)).hasSize(1);
    assertThat(store().withFile(STAGING)).extracting(Backup::id).containsExactly(uuid(2), uuid(1));

    Page<Backup> page = store().backups(List.of(STAGING), Optional.empty(), 2);
    assertThat(page.items()).extracting(Backup::id).containsExactly(uuid(3), uuid(2));
    assertThat(store().backups(List.of(STAGING), page.next(), 2).items())
        .extracting(Backup::id)
        .containsExactly(uuid(1));
    assertThat(store().backups(List.of(PRODUCTION), Optional.empty(), 2).items()).isEmpty();
    assertThatThrownBy(() -> store().backups(List.of(STAGING), Optional.of("x"), 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lastOneIsFoundWhetherItHasEndedOrNot() {
    proven(1, 10);
    proven(2, 20);
    store().begin(waiting(3), Optional.empty());

    assertThat(store().lastEnded(STAGING).orElseThrow().id()).isEqualTo(uuid(2));
    assertThat(store().lastEnded(PRODUCTION)).isEmpty();
    assertThat(store().requests(STAGING)).contains(new Requests(noonPlus(1), noonPlus(3)));
    assertThat(store().requests(PRODUCTION)).isEmpty();
  }

  /** A backup without the rows of some tables does not count as a backup of the database. */
  @Test
  void narrowedBackupCountsForNothing() {
    proven(1, 10);
    store().begin(waiting(2), Optional.empty());
    Backup narrowed =
        waiting(2).dumped(SampleBackups.narrowed(SampleBackups.dump(noonPlus(2), 5), "public.x"));
    store().record(lease(2, 1), narrowed);
    assertThat(store().requests(STAGING)).contains(new Requests(noonPlus(1), noonPlus(1)));
    store().record(lease(2, 1), narrowed.tried(proof(), BackupState.PROVEN, "the same"));

    assertThat(store().backup(uuid(2)).orElseThrow().isNarrowed()).isTrue();
    assertThat(store().lastEnded(STAGING).orElseThrow().id()).isEqualTo(uuid(1));
    assertThat(store().proven(STAGING, 5)).extracting(Proven::bytes).containsExactly(10L);
    assertThat(store().lastProven()).extracting(Proven::bytes).containsExactly(10L);
    assertThat(store().requests(STAGING)).contains(new Requests(noonPlus(1), noonPlus(1)));
    assertThat(store().withFile(STAGING)).extracting(Backup::id).containsExactly(uuid(2), uuid(1));
    assertThat(store().backups(List.of(STAGING), Optional.empty(), 2).items()).hasSize(2);
  }

  @Test
  void onlyWhatHasNoFileIsForgotten() {
    proven(1, 10);
    proven(2, 20);
    store().deleted(uuid(1), noonPlus(8));

    assertThat(store().withFile(STAGING)).extracting(Backup::id).containsExactly(uuid(2));
    assertThat(store().prune(noonPlus(4))).isZero();
    assertThat(store().prune(noonPlus(9))).isEqualTo(1);
    assertThat(store().backup(uuid(1))).isEmpty();
    assertThat(store().backup(uuid(2))).isPresent();
  }
}
