package dev.plumbline.hazard.means;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardEvidence;
import dev.plumbline.hazard.RemedySql;
import dev.plumbline.hazard.means.RunFacts.BackupRole;
import dev.plumbline.hazard.means.RunFacts.ProofFacts;
import dev.plumbline.hazard.means.RunFacts.RunRole;
import dev.plumbline.hazard.means.RunFacts.TargetFacts;
import dev.plumbline.hazard.means.RunFacts.WriterRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a run would lack. Pure: equal facts, equal hazards. */
public final class RunHazards {
  private static final String WITHOUT_DATABASE = "no database of the target is configured";

  private static final String NO_WRITER =
      "no role that may write to the database of %s is configured";

  private final RunFacts facts;
  private final String keys;
  private final List<Hazard> hazards = new ArrayList<>();

  private RunHazards(RunFacts facts) {
    this.facts = facts;
    this.keys = "plumbline.environments." + facts.environment();
  }

  /** In no particular order. */
  public static List<Hazard> of(RunFacts facts) {
    RunHazards hazards = new RunHazards(facts);
    hazards.find();
    return List.copyOf(hazards.hazards);
  }

  /** Whether no run is possible because of a hazard, and that is certain. */
  public static boolean stopsRun(Hazard hazard) {
    return hazard.code().stopsRun() && !(hazard.evidence() instanceof HazardEvidence.NotCounted);
  }

  /** What to do about a hazard, or why it is not known, to be written after its message. */
  public static String advice(Hazard hazard) {
    String unread =
        hazard.evidence() instanceof HazardEvidence.NotCounted(String reason)
            ? " (" + reason + ")"
            : "";
    return unread + hazard.remedy().map(remedy -> "; " + remedy).orElse("");
  }

  private void find() {
    if (!facts.token()) {
      // Nobody wants to carry plans out there, so that nothing else is worth a sentence.
      state(
          HazardCode.WRITER_TOKEN_MISSING,
          "Plumbline has no token that may write to the Directus of "
              + facts.environment()
              + ", so no run can carry the plan out",
          "set %s.directus.writer.token or .token-file to an administrator's token, then propose the plan again"
              .formatted(keys));
      return;
    }
    if (facts.target().isEmpty()) {
      state(
          HazardCode.BACKUP_ROLE_UNFIT,
          WITHOUT_DATABASE + ", so it cannot be backed up, and no run can carry the plan out",
          "set %s.database.url, .username and .password".formatted(keys));
      return;
    }
    switch (facts.role()) {
      case WRITER -> {}
      case WATCHER -> withoutWriter();
      case NONE ->
          state(
              HazardCode.WRITER_ROLE_MISSING,
              NO_WRITER.formatted(facts.environment()) + ", so no run can carry the plan out",
              "set %s.database.writer.username and .password (docs/access.md has the grants), or %s.run-without-writer to true; then propose the plan again"
                  .formatted(keys, keys));
    }
    switch (facts.target().get()) {
      case Fact.Known<TargetFacts>(TargetFacts target) -> of(target);
      case Fact.Unknown<TargetFacts>(String reason) -> {
        unknownWriter(reason);
        unknownBackup(reason);
        unknownProof(reason);
        facts.narrowing().ifPresent(any -> hazards.add(NarrowedBackup.unknown(reason)));
      }
    }
    client();
  }

  private String writerKeys() {
    return "set %s.database.writer.username and .password; docs/access.md has the grants"
        .formatted(keys);
  }

  /** Whatever the role that watches may do: in a run it only reads. */
  private void withoutWriter() {
    String reason = NO_WRITER.formatted(facts.environment());
    state(
        HazardCode.ROLLBACK_NOT_POSSIBLE,
        reason + ", so a run of the plan cannot be rolled back until there is one",
        writerKeys());
    state(
        HazardCode.SESSIONS_NOT_CANCELLED,
        reason
            + ", so a run does not cancel the session of Directus: while an apply waits for a lock,"
            + " everybody waits who comes after it",
        writerKeys());
    state(
        HazardCode.LATE_ROWS_NOT_SAFE,
        reason
            + ", so an apply continues even if rows cannot be saved that were written since the"
            + " backup into a table or column that it drops or converts",
        writerKeys());
  }

  private void of(TargetFacts target) {
    if (facts.role() != RunRole.NONE) {
      writer(target);
    }
    switch (target.backup()) {
      case Fact.Known<BackupRole>(BackupRole role) -> of(role);
      case Fact.Unknown<BackupRole>(String reason) -> unknownBackup(reason);
    }
    switch (facts.proof().facts()) {
      case Fact.Known<ProofFacts>(ProofFacts proof) -> of(target, proof);
      case Fact.Unknown<ProofFacts>(String reason) -> unknownProof(reason);
    }
    facts
        .narrowing()
        .flatMap(
            narrowing ->
                target
                    .content()
                    .flatMap(in -> NarrowedBackup.known(facts.environment(), narrowing, in)))
        .ifPresent(hazards::add);
  }

  private void writer(TargetFacts target) {
    switch (target.writer()) {
      case Fact.Known<WriterRole>(WriterRole role) -> of(role);
      case Fact.Unknown<WriterRole>(String reason) -> unknownWriter(reason);
    }
  }

  private void of(WriterRole role) {
    if (facts.role() == RunRole.WATCHER) {
      watcher(role);
      return;
    }
    if (!role.sees()) {
      state(
          HazardCode.SESSIONS_NOT_VISIBLE,
          "role %s cannot see what other sessions in the target do, so a run would stop before it changes anything"
              .formatted(Words.name(role.name())),
          "GRANT pg_read_all_stats TO " + RemedySql.name(role.name()));
    }
    if (!role.cancels()) {
      state(
          HazardCode.SESSIONS_NOT_CANCELLED,
          "role %s may not cancel sessions of Directus%s: while an apply waits for a lock, everybody waits who comes after it"
              .formatted(
                  Words.name(role.name()), role.superuser() ? ", which is a superuser there" : ""),
          role.superuser()
              ? "let Directus connect as a role that is not a superuser"
              : "GRANT pg_signal_backend TO " + RemedySql.name(role.name()));
    }
  }

  /** Locks and transaction ids of others everybody sees, but not since when they last. */
  private void watcher(WriterRole role) {
    if (!role.sees()) {
      state(
          HazardCode.TRANSACTION_AGES_NOT_VISIBLE,
          "role %s cannot see how old the transactions of others in the target are, so a run stops if some session holds a lock on a table of the plan whenever Plumbline asks within 30 s"
              .formatted(Words.name(role.name())),
          "GRANT pg_read_all_stats TO " + RemedySql.name(role.name()));
    }
  }

  private void unknownWriter(String reason) {
    if (facts.role() == RunRole.NONE) {
      return;
    }
    if (facts.role() == RunRole.WATCHER) {
      unknown(
          HazardCode.TRANSACTION_AGES_NOT_VISIBLE,
          "it is unknown whether a run can see how old the transactions of others in the target are",
          reason);
      return;
    }
    unknown(
        HazardCode.SESSIONS_NOT_VISIBLE,
        "it is unknown whether a run can see what other sessions in the target do",
        reason);
    unknown(
        HazardCode.SESSIONS_NOT_CANCELLED,
        "it is unknown whether a run may cancel sessions of Directus",
        reason);
  }

  private void of(BackupRole role) {
    if (role.count() > 0) {
      state(
          HazardCode.BACKUP_ROLE_UNFIT,
          "role %s may not read all rows of %d tables of the target, such as %s, so it cannot be backed up, and no run can carry the plan out"
              .formatted(
                  Words.name(role.name()),
                  role.count(),
                  Words.list(role.tables().stream().map(Words::name).toList())),
          "configure in %s.backup.username a role that may read everything; docs/backups.md has the grants"
              .formatted(keys));
    }
  }

  private void unknownBackup(String reason) {
    unknown(
        HazardCode.BACKUP_ROLE_UNFIT,
        "it is unknown whether the role that makes backups may read the whole target",
        reason);
  }

  private void client() {
    switch (facts.client()) {
      case Fact.Known<Optional<String>>(Optional<String> problem) ->
          problem.ifPresent(
              why ->
                  state(
                      HazardCode.BACKUP_CLIENT_UNFIT,
                      "no run can carry the plan out, because the target cannot be backed up: "
                          + why,
                      "install it on the machine of Plumbline; docs/backups.md says where it is found"));
      case Fact.Unknown<Optional<String>>(String reason) ->
          unknown(
              HazardCode.BACKUP_CLIENT_UNFIT,
              "it is unknown whether there is a pg_dump that can back the target up",
              reason);
    }
  }

  private void of(TargetFacts target, ProofFacts proof) {
    SortedSet<String> lacking = new TreeSet<>(target.extensions());
    lacking.removeAll(proof.extensions());
    if (proof.major() < target.major()) {
      unfit("the target is PostgreSQL %d, which is newer".formatted(target.major()));
    } else if (!lacking.isEmpty()) {
      unfit(
          "the target has %s, which that server cannot install"
              .formatted(Words.list(lacking.stream().map(Words::name).toList())));
    }
  }

  private void unfit(String reason) {
    state(
        HazardCode.PROOF_SERVER_UNFIT,
        "the backup of a run cannot be proven on %s: %s; so no run can carry the plan out"
            .formatted(facts.proof().name(), reason),
        "configure a server with at least the target's version and extensions in"
            + " plumbline.backups.scratch.url");
  }

  private void unknownProof(String reason) {
    unknown(
        HazardCode.PROOF_SERVER_UNFIT,
        "it is unknown whether the backup of a run can be proven on " + facts.proof().name(),
        reason);
  }

  private void state(HazardCode code, String message, String remedy) {
    add(code, message, HazardEvidence.Stated.STATED, Optional.of(remedy));
  }

  private void unknown(HazardCode code, String message, String reason) {
    add(code, message, new HazardEvidence.NotCounted(reason), Optional.empty());
  }

  private void add(
      HazardCode code, String message, HazardEvidence evidence, Optional<String> remedy) {
    hazards.add(new Hazard(code, code.gravest(), "", message, evidence, remedy, false));
  }
}
