package dev.plumbline.rest.wire.integrity;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.scan.IntegrityOverview;
import dev.plumbline.scan.IntegrityVerdict;
import dev.plumbline.scan.ItemHistory;
import dev.plumbline.store.state.Scan;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is known below the API of one environment. */
@Schema(
    name = "Integrity",
    description =
        "The checks of the records, and where Directus's metadata and the"
            + " PostgreSQL catalog disagree.")
public record IntegrityView(
    @Schema(examples = "staging") String environment,
    @Schema(
            enumeration = {"clean", "violated", "unknown"},
            description =
                "Of all checks, regardless of filters. violated: at least one check"
                    + " found broken rows. clean: all checks that the configuration allows"
                    + " ran recently and found none. unknown: anything else.")
        String state,
    @Schema(description = "Why it is unknown; else null.") @Nullable String reason,
    @Schema(description = "The scan that started last; null before the first.")
        @Nullable ScanView lastScan,
    @Schema(description = "When the last complete scan ended; null if there was none.")
        @Nullable Instant lastCompleteAt,
    @Nullable Instant nextScanAt,
    List<CheckView> checks,
    CatalogView catalog,
    List<ItemsView> items) {

  /**
   * @param checks those that were asked for
   * @param asked what of the rest was asked for
   * @param seen the environments that the caller may see
   */
  public static IntegrityView of(
      IntegrityOverview overview,
      List<CheckView> checks,
      ItemHistory items,
      IntegrityFilter asked,
      Predicate<EnvironmentId> seen,
      Instant now) {
    EnvironmentId id = overview.watched().environment().id();
    IntegrityVerdict verdict = IntegrityVerdict.of(overview.summary(), now);
    return new IntegrityView(
        id.name(),
        verdict.label(),
        verdict instanceof IntegrityVerdict.Unknown(String reason) ? reason : null,
        overview.lastScan().map(ScanView::of).orElse(null),
        overview.lastComplete().flatMap(Scan::finishedAt).orElse(null),
        overview.nextScan().orElse(null),
        checks,
        CatalogView.of(overview.catalog(), asked::takes),
        items.trend().entrySet().stream()
            .filter(trend -> asked.takes(trend.getKey()))
            .map(trend -> ItemsView.of(trend.getValue(), items.elsewhere(), seen))
            .toList());
  }
}
