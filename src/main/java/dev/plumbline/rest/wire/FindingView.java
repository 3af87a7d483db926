package dev.plumbline.rest.wire;

import dev.plumbline.finding.Evidence;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Resolved;
import dev.plumbline.finding.Scope;
import dev.plumbline.store.Part;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something a person should know. */
@Schema(
    name = "Finding",
    description = "A problem that somebody should know about; it lasts over many polls and scans.")
public record FindingView(
    @Schema(description = "The same problem always has the same id.") String id,
    @Schema(
            enumeration = {
              "change",
              "mismatch",
              "violation",
              "unreadable",
              "loss",
              "identity",
              "ignore_rule",
              "notification",
              "approval",
              "backup"
            })
        String kind,
    @Schema(examples = "field_removed") String code,
    @Schema(enumeration = {"critical", "high", "medium", "low", "info"}) String severity,
    @Schema(description = "The environment concerned; of a comparison, the target.")
        String environment,
    @Schema(description = "Null if it does not belong to a comparison.")
        @Nullable String comparison,
    @Schema(examples = "articles.title", description = "Empty for the environment as a whole.")
        String subject,
    String path,
    String message,
    @Schema(description = "The rows of a violation; else null.") @Nullable EvidenceView evidence,
    @Schema(
            examples = "timed_out",
            description = "Why a source cannot be read; null if it is not about a source.")
        @Nullable String reason,
    @Schema(enumeration = {"open", "acknowledged", "resolved"}) String state,
    @Schema(description = "When it was opened, or reopened after it was resolved.")
        Instant openedAt,
    Instant lastSeenAt,
    @Nullable Instant resolvedAt,
    @Schema(description = "The name of the token that acknowledged it.")
        @Nullable String acknowledgedBy,
    @Nullable AcknowledgementView acknowledgement,
    @Schema(
            description =
                "Since when its environment or comparison is no longer configured on"
                    + " any replica, so that it is no longer checked; null while it is"
                    + " configured.")
        @Nullable Instant unconfiguredSince,
    @Schema(description = "How often it was opened or reopened.") long occurrences) {

  /** Somebody knows. */
  @Schema(name = "Acknowledgement")
  public record AcknowledgementView(
      String by,
      String note,
      Instant at,
      @Schema(
              description =
                  "When it is opened again (at most 15 s later); null: it stays"
                      + " acknowledged until it is resolved.")
          @Nullable Instant until) {}

  /** The rows that it is about. */
  @Schema(name = "Evidence")
  public record EvidenceView(
      long count,
      @Schema(
              examples = "[[\"7\"], [\"12\"]]",
              description = "Primary keys of some of the rows; never another column.")
          List<List<String>> samples,
      @Schema(description = "A complete SQL statement that shows the rows.") String sql) {

    static EvidenceView of(Evidence evidence) {
      return new EvidenceView(evidence.count(), evidence.samples(), evidence.sql());
    }
  }

  /**
   * @param left what no replica is configured with any more, and since when
   */
  public static FindingView of(Finding finding, Map<Part, Instant> left) {
    var seen = finding.observation();
    AcknowledgementView acknowledgement =
        finding.state() instanceof Acknowledged known
            ? new AcknowledgementView(
                known.by(), known.note(), known.at(), known.until().orElse(null))
            : null;
    return new FindingView(
        finding.id().hex(),
        seen.kind().label(),
        seen.code(),
        seen.severity().label(),
        seen.environment().name(),
        comparison(seen.scope()),
        seen.subject(),
        seen.path(),
        seen.message(),
        seen.evidence().map(EvidenceView::of).orElse(null),
        seen.reason().orElse(null),
        finding.state().label(),
        finding.openedAt(),
        finding.lastSeenAt(),
        finding.state() instanceof Resolved(Instant at) ? at : null,
        acknowledgement == null ? null : acknowledgement.by(),
        acknowledgement,
        Part.leftSince(seen.scope(), left).orElse(null),
        finding.occurrences());
  }

  private static @Nullable String comparison(Scope scope) {
    return switch (scope) {
      case Scope.OfComparison(var name) -> name.name();
      case Scope.OfSources ignored -> null;
      case Scope.OfMismatch ignored -> null;
      case Scope.OfCatalog ignored -> null;
      case Scope.OfCheck ignored -> null;
      case Scope.OfScan ignored -> null;
      case Scope.OfLosses ignored -> null;
      case Scope.OfIdentity ignored -> null;
      case Scope.OfPair ignored -> null;
      case Scope.OfChannel ignored -> null;
      case Scope.OfApprovals ignored -> null;
      case Scope.OfBackups ignored -> null;
    };
  }
}
