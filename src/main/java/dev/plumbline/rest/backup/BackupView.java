package dev.plumbline.rest.backup;

import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.Backup.Dump;
import dev.plumbline.store.backup.Backup.Proof;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One backup. */
@Schema(name = "Backup", description = "A backup of a database, and what came of restoring it.")
public record BackupView(
    UUID id,
    String environment,
    Instant requestedAt,
    @Schema(description = "The name of the token that asked for it; null: the schedule.")
        @Nullable String requestedBy,
    @Nullable String note,
    @Schema(
            enumeration = {
              "waiting",
              "dumping",
              "dumped",
              "proving",
              "proven",
              "unproven",
              "disproven",
              "failed"
            },
            description =
                "proven: restored into another database, with the same schema and the same rows."
                    + " unproven: the file is there, but could not be tried. disproven: the file is"
                    + " not what was in the database. failed: there is no file.")
        String state,
    @Schema(description = "The result in one sentence; null while it is being made.")
        @Nullable String message,
    @Schema(description = "Size of the file, as far as it is written.") long bytes,
    @Nullable Instant finishedAt,
    @Schema(
            description =
                "When the file was deleted: newer backups are proven, or no rollback needs it.")
        @Nullable Instant deletedAt,
    @Schema(description = "The complete file; null before, and without one.")
        @Nullable DumpView dump,
    @Schema(description = "The last time it was restored; null if it never was.")
        @Nullable ProofView proof) {

  static BackupView listed(Backup backup) {
    return of(backup, false);
  }

  static BackupView whole(Backup backup) {
    return of(backup, true);
  }

  private static BackupView of(Backup backup, boolean withTables) {
    return new BackupView(
        backup.id(),
        backup.environment().name(),
        backup.requestedAt(),
        backup.requestedBy().orElse(null),
        backup.note().orElse(null),
        backup.state().label(),
        backup.message().orElse(null),
        backup.bytes(),
        backup.finishedAt().orElse(null),
        backup.deletedAt().orElse(null),
        backup.dump().map(dump -> DumpView.of(dump, withTables)).orElse(null),
        backup.proof().map(ProofView::of).orElse(null));
  }

  /** A file of {@code pg_dump}. */
  @Schema(name = "BackupFile")
  public record DumpView(
      @Schema(description = "Relative to plumbline.backups.directory.") String file,
      String sha256,
      Instant begunAt,
      Instant endedAt,
      @Schema(description = "Version of pg_dump.") String client,
      @Schema(description = "Version of the server.") String server,
      @Schema(
              enumeration = {"whole", "narrowed"},
              description =
                  "narrowed: it has the rows of only those tables that its run needs, so the database"
                      + " cannot be restored from it.")
          String scope,
      long rows,
      @Schema(description = "Each table of which it has the rows; null in lists.")
          @Nullable List<TableView> tables,
      @Schema(
              description =
                  "The other tables, of which it has only the structure, with their schema, as SQL"
                      + " writes it; null in lists.")
          @Nullable List<String> withoutRows) {
    static DumpView of(Dump dump, boolean withTables) {
      return new DumpView(
          dump.file(),
          dump.sha256(),
          dump.begunAt(),
          dump.endedAt(),
          dump.client(),
          dump.server(),
          dump.content().isNarrowed() ? "narrowed" : "whole",
          dump.content().rows(),
          withTables
              ? dump.content().tables().entrySet().stream()
                  .map(
                      table ->
                          new TableView(
                              table.getKey(), table.getValue().count(), table.getValue().hash()))
                  .toList()
              : null,
          withTables ? List.copyOf(dump.content().withoutRows()) : null);
    }
  }

  /** A table in the file. */
  @Schema(name = "BackupTable")
  public record TableView(
      @Schema(description = "With its schema, as SQL writes it.") String table,
      long rows,
      @Schema(
              description =
                  "Sum of the SHA-256 of each row as COPY writes it, modulo 2^256; the same for the"
                      + " same rows in any order.")
          String hash) {}

  /** What came of restoring it. */
  @Schema(name = "BackupProof")
  public record ProofView(
      Instant begunAt,
      Instant endedAt,
      @Schema(description = "Where it was restored.") String server,
      @Schema(description = "How long pg_restore took.") double restoreSeconds,
      @Schema(description = "What differs from what was dumped; empty: nothing.")
          List<String> differences) {
    static ProofView of(Proof proof) {
      return new ProofView(
          proof.begunAt(),
          proof.endedAt(),
          proof.server(),
          proof.restore().toMillis() / 1000.0,
          proof.differences());
    }
  }

  /** The body that asks for one, for OpenAPI; it is read strictly, field by field. */
  @Schema(name = "BackupRequest")
  public record Request(
      @Schema(description = "Why; 1 to 2000 characters.", examples = "before the relaunch")
          @Nullable String note) {}
}
