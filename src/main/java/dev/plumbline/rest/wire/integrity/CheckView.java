package dev.plumbline.rest.wire.integrity;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.IntegrityObservations;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.memory.CheckStatus;
import dev.plumbline.schema.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is known of one check. */
@Schema(name = "Check", description = "A rule about records, and what was found of it.")
public record CheckView(
    @Schema(
            examples = "orphaned_reference/comments.article",
            description = "Names it over many scans.")
        String id,
    @Schema(examples = "orphaned_reference") String code,
    @Schema(enumeration = {"critical", "high", "medium", "low", "info"}) String severity,
    RowsView subject,
    @Schema(enumeration = {"clean", "violated", "unknown"}) String outcome,
    @Schema(
            examples = "12 rows in `comments` reference a missing row through `article`",
            description = "One sentence for a person; null if it is clean.")
        @Nullable String message,
    @Schema(
            description =
                "How many rows break it, exactly; null if it is unknown. Of"
                    + " foreign_key_without_index, which no row breaks: how many rows its table"
                    + " has, by PostgreSQL's estimate.")
        @Nullable Long count,
    @Schema(
            examples = "[[\"7\"], [\"12\"]]",
            description =
                "Primary keys of some of them, each as its columns; never another column. Empty"
                    + " where the table has no primary key; null if it is unknown.")
        @Nullable List<List<String>> samples,
    @Schema(description = "A whole statement that shows the rows; null if there is none to show.")
        @Nullable String sql,
    @Schema(examples = "forbidden", description = "Why it is unknown; else null.")
        @Nullable String reason,
    @Schema(description = "The same in one sentence; else null.") @Nullable String detail,
    @Schema(description = "What the outcome covers if not every row, such as a sample.")
        @Nullable String note,
    @Schema(description = "When its rows were really looked at; the outcome stands from then.")
        Instant lookedAt,
    @Schema(description = "When it was last known that nothing had changed since.")
        Instant confirmedAt,
    @Schema(description = "True if the last scan knew that its tables had not changed.")
        boolean kept,
    @Schema(description = "When its finding was opened; null if there is none.")
        @Nullable Instant firstSeenAt,
    @Schema(description = "See /findings/{id}; null if there is none.")
        @Nullable String findingId) {

  /** Where the rows are. */
  @Schema(name = "CheckSubject")
  public record RowsView(
      @Schema(examples = "comments") String collection,
      @Schema(examples = "article", description = "Null if it is about the collection as a whole.")
          @Nullable String field) {}

  static CheckView of(EnvironmentId environment, CheckStatus check, Optional<Finding> finding) {
    String message = null;
    Long count = null;
    List<List<String>> samples = null;
    String sql = null;
    Reason reason = null;
    String detail = null;
    switch (check.outcome()) {
      case Outcome.Clean ignored -> {
        count = 0L;
        samples = List.of();
      }
      case Outcome.Violated violated -> {
        message = IntegrityObservations.violation(environment, check.id(), violated).message();
        count = violated.count();
        samples = violated.samples();
        sql = violated.sql();
      }
      case Outcome.Unknown unknown -> {
        reason = unknown.reason();
        detail = unknown.detail();
        message = "it could not be told: " + detail;
      }
    }
    return new CheckView(
        check.id().text(),
        check.id().code().label(),
        check.severity().label(),
        new RowsView(check.id().collection(), check.id().field().orElse(null)),
        check.outcome().label(),
        message,
        count,
        samples,
        sql,
        reason == null ? null : reason.label(),
        detail,
        check.note().orElse(null),
        check.lookedAt(),
        check.confirmedAt(),
        check.confirmedAt().isAfter(check.lookedAt()),
        finding.map(Finding::openedAt).orElse(null),
        finding.map(known -> known.id().hex()).orElse(null));
  }
}
