package dev.plumbline.rest.wire.integrity;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.observation.IntegrityObservations;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.reading.Reason;
import dev.plumbline.store.state.CheckStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is known of one check. */
@Schema(name = "Check", description = "A rule for records, and its result.")
public record CheckView(
    @Schema(
            examples = "orphaned_reference/comments.article",
            description = "The same in every scan.")
        String id,
    @Schema(examples = "orphaned_reference") String code,
    @Schema(enumeration = {"critical", "high", "medium", "low", "info"}) String severity,
    RowsView subject,
    @Schema(enumeration = {"clean", "violated", "unknown"}) String outcome,
    @Schema(
            examples = "12 rows in `comments` reference a missing row through `article`",
            description = "The result in one sentence; null if it is clean.")
        @Nullable String message,
    @Schema(
            description =
                "Exact number of rows that break the rule; null if it is unknown. For"
                    + " foreign_key_without_index, which no row breaks: PostgreSQL's"
                    + " estimate of the rows of the table.")
        @Nullable Long count,
    @Schema(
            examples = "[[\"7\"], [\"12\"]]",
            description =
                "Primary keys of some of the rows, each as a list of its columns;"
                    + " never another column. Empty where the table has no primary key; null"
                    + " if it is unknown.")
        @Nullable List<List<String>> samples,
    @Schema(description = "A complete SQL statement that shows the rows; null if there are none.")
        @Nullable String sql,
    @Schema(examples = "forbidden", description = "Why it is unknown; else null.")
        @Nullable String reason,
    @Schema(description = "The reason in one sentence; else null.") @Nullable String detail,
    @Schema(
            description =
                "What the result covers if it does not cover every row, such as a sample.")
        @Nullable String note,
    @Schema(description = "When its rows were last read; the outcome dates from then.")
        Instant checkedAt,
    @Schema(description = "When a scan last confirmed that its tables have not changed since.")
        Instant confirmedAt,
    @Schema(
            description =
                "True if the last scan did not read its rows again, because its tables had not changed.")
        boolean unchanged,
    @Schema(description = "When its finding was opened; null if there is none.")
        @Nullable Instant firstSeenAt,
    @Schema(description = "See /findings/{id}; null if there is none.")
        @Nullable String findingId) {

  /** Where the rows are. */
  @Schema(name = "CheckSubject")
  public record RowsView(
      @Schema(examples = "comments") String collection,
      @Schema(examples = "article", description = "Null if it concerns the whole collection.")
          @Nullable String field) {}

  /**
   * @param opened when each finding that is not resolved was opened
   */
  public static CheckView of(
      EnvironmentId environment, CheckStatus check, Map<FindingId, Instant> opened) {
    // Most environments have none, and to compute its id takes longer than all the rest.
    Optional<FindingId> finding =
        opened.isEmpty()
            ? Optional.empty()
            : Optional.of(IntegrityObservations.findingOf(environment, check.id()))
                .filter(opened::containsKey);
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
        message = "not checked: " + detail;
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
        check.checkedAt(),
        check.confirmedAt(),
        check.confirmedAt().isAfter(check.checkedAt()),
        finding.map(opened::get).orElse(null),
        finding.map(FindingId::hex).orElse(null));
  }
}
