package dev.plumbline.rest.wire.drift;

import static java.util.stream.Collectors.toMap;

import dev.plumbline.drift.DriftCounts;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.state.ComparisonStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One comparison in short. */
@Schema(
    name = "Comparison",
    description = "A configured pair of environments and its current state.")
public record ComparisonView(
    @Schema(examples = "local-to-staging") String name,
    @Schema(description = "The environment that is the reference.") String source,
    @Schema(description = "The environment that is compared with the source.") String target,
    @Schema(
            enumeration = {"in_sync", "drifted", "unknown"},
            description =
                "unknown: an environment could not be read, or was last read too long ago.")
        String state,
    @Schema(description = "Why it is unknown; else null.") @Nullable String reason,
    @Schema(description = "Fingerprint of the source's schema that was last compared.")
        @Nullable String sourceFingerprint,
    @Schema(description = "Fingerprint of the target's schema that was last compared.")
        @Nullable String targetFingerprint,
    @Schema(description = "When this result was last confirmed for both environments.")
        @Nullable Instant comparedAt,
    @Schema(description = "How many changes of each severity; null if it is unknown.")
        @Nullable Map<String, Long> changesBySeverity) {

  public static ComparisonView of(ComparisonOverview overview) {
    Optional<ComparisonStatus> last = overview.last();
    return new ComparisonView(
        overview.comparison().name().name(),
        overview.comparison().source().name(),
        overview.comparison().target().name(),
        overview.verdict().state().label(),
        overview.verdict().whyUnknown().orElse(null),
        last.flatMap(ComparisonStatus::source).map(Fingerprint::hex).orElse(null),
        last.flatMap(ComparisonStatus::target).map(Fingerprint::hex).orElse(null),
        last.map(ComparisonStatus::comparedAt).orElse(null),
        overview.verdict().counts().map(ComparisonView::bySeverity).orElse(null));
  }

  private static Map<String, Long> bySeverity(DriftCounts drift) {
    return Arrays.stream(Severity.values())
        .collect(
            toMap(
                Severity::label,
                severity -> (long) drift.of(severity),
                Long::sum,
                LinkedHashMap::new));
  }
}
