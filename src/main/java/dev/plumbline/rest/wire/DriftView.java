package dev.plumbline.rest.wire;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Drift.Ignored;
import dev.plumbline.drift.Drift.RuleRemark;
import dev.plumbline.drift.IgnoreRule;
import dev.plumbline.drift.RenameCandidate;
import dev.plumbline.monitor.ComparisonOverview;
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
    description = "A comparison with everything that differs. The lists are null if it is unknown.")
public record DriftView(
    @JsonUnwrapped ComparisonView comparison,
    @Schema(
            description =
                "Whether what a snapshot can't carry was compared, too: indexes, constraints,"
                    + " triggers and the like. False if one of the two has no database access.")
        @Nullable Boolean catalogCompared,
    @Nullable List<ChangeView> changes,
    @Schema(description = "Changes that an ignore rule covers.")
        @Nullable List<IgnoredView> ignored,
    @Schema(description = "Pairs that may be one thing renamed; offered, never assumed.")
        @Nullable List<RenameView> renames,
    @Schema(description = "Ignore rules that expired or cover nothing.")
        @Nullable List<RuleRemarkView> rules) {

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
      @Schema(description = "What only the target has.") SubjectView from,
      @Schema(description = "What only the source has.") SubjectView to,
      List<String> evidence) {}

  /** A rule to look at again. */
  @Schema(name = "IgnoreRuleRemark")
  public record RuleRemarkView(
      @Schema(enumeration = {"expired", "unused"}) String problem, RuleView rule) {}

  public static DriftView of(ComparisonOverview overview) {
    Optional<Drift> drift = ComparisonView.drift(overview.verdict());
    return new DriftView(
        ComparisonView.of(overview),
        drift.map(Drift::catalogCompared).orElse(null),
        list(drift, Drift::changes, ChangeView::of),
        list(drift, Drift::ignored, DriftView::ignored),
        list(drift, Drift::renames, DriftView::rename),
        list(drift, Drift::remarks, DriftView::remark));
  }

  private static <D, V> @Nullable List<V> list(
      Optional<Drift> drift, Function<Drift, List<D>> part, Function<D, V> view) {
    return drift.map(known -> part.apply(known).stream().map(view).toList()).orElse(null);
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
