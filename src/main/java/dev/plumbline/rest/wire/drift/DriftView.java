package dev.plumbline.rest.wire.drift;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.plumbline.drift.Drift.Ignored;
import dev.plumbline.drift.Drift.RuleRemark;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.drift.DriftParts;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.drift.change.RenameCandidate;
import dev.plumbline.monitor.overview.ComparisonOverview;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The drift report of one comparison. Its lists are null if it is unknown. */
@Schema(
    name = "DriftReport",
    description = "A comparison with all differences. The lists are null if its state is unknown.")
public record DriftView(@JsonUnwrapped Head head, @JsonUnwrapped Lists lists) {

  /** What comes before the lists. */
  public record Head(
      @JsonUnwrapped ComparisonView comparison,
      @Schema(
              description =
                  "Whether objects that a snapshot of Directus does not contain were"
                      + " compared too: indexes, constraints, triggers and so on. False if one"
                      + " of the two environments has no database configured.")
          @Nullable Boolean catalogCompared) {
    public static Head of(ComparisonOverview overview) {
      return new Head(
          ComparisonView.of(overview),
          overview.verdict().counts().map(DriftCounts::catalogCompared).orElse(null));
    }
  }

  /** What differs. */
  public record Lists(
      @Nullable Iterable<ChangeView> changes,
      @Schema(description = "Changes that an ignore rule matches.")
          @Nullable Iterable<IgnoredView> ignored,
      @Schema(description = "Pairs that may be a rename; suggestions, never assumed.")
          @Nullable Iterable<RenameView> renames,
      @Schema(description = "Ignore rules that expired or match no change.")
          @Nullable Iterable<RuleRemarkView> rules) {

    /** They are read while they are written; null if nothing was compared. */
    public static Lists of(Optional<DriftParts> drift) {
      return new Lists(
          list(drift, DriftParts::changes, ChangeView::of),
          list(drift, DriftParts::ignored, DriftView::ignored),
          list(drift, DriftParts::renames, DriftView::rename),
          list(drift, DriftParts::remarks, DriftView::remark));
    }
  }

  /** A change that is meant to be. */
  @Schema(name = "IgnoredChange")
  public record IgnoredView(ChangeView change, RuleView rule) {}

  /** An ignore rule as configured. */
  @Schema(name = "IgnoreRule")
  public record RuleView(
      String subject,
      @Nullable String path,
      @Nullable String code,
      String reason,
      @Nullable Instant until) {}

  /** Perhaps a rename. */
  @Schema(name = "RenameCandidate")
  public record RenameView(
      @Schema(description = "The object that only the target has.") SubjectView from,
      @Schema(description = "The object that only the source has.") SubjectView to,
      List<String> evidence) {}

  /** A rule to check again. */
  @Schema(name = "IgnoreRuleRemark")
  public record RuleRemarkView(
      @Schema(enumeration = {"expired", "unused"}) String problem, RuleView rule) {}

  private static <D, V> @Nullable Iterable<V> list(
      Optional<DriftParts> drift, Function<DriftParts, Iterable<D>> part, Function<D, V> view) {
    return drift.map(known -> (Iterable<V>) StreamedArray.of(part.apply(known), view)).orElse(null);
  }

  private static IgnoredView ignored(Ignored ignored) {
    return new IgnoredView(ChangeView.of(ignored.change()), rule(ignored.rule()));
  }

  private static RenameView rename(RenameCandidate candidate) {
    return new RenameView(
        SubjectView.of(candidate.from()), SubjectView.of(candidate.to()), candidate.evidence());
  }

  private static RuleRemarkView remark(RuleRemark remark) {
    return new RuleRemarkView(
        remark.problem().name().toLowerCase(Locale.ROOT), rule(remark.rule()));
  }

  private static RuleView rule(IgnoreRule rule) {
    return new RuleView(
        rule.subject(),
        rule.path().orElse(null),
        rule.code().map(code -> code.label()).orElse(null),
        rule.reason(),
        rule.until().orElse(null));
  }
}
