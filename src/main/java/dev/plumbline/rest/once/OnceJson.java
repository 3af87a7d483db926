package dev.plumbline.rest.once;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.plumbline.finding.Finding;
import dev.plumbline.rest.once.OnceReport.Conclusion;
import dev.plumbline.rest.wire.EnvironmentView;
import dev.plumbline.rest.wire.FindingView;
import dev.plumbline.rest.wire.drift.DriftView;
import dev.plumbline.rest.wire.integrity.IntegrityView;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The report as JSON; its parts have the form that they have over REST. */
public final class OnceJson {
  /** Raised when a field is removed or gets another meaning; not when one is added. */
  private static final int VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private OnceJson() {}

  /**
   * The fields in order.
   *
   * @param result as {@link OnceReport.Result#label()}
   * @param environments as in {@code GET /api/v1/environments}
   * @param comparisons as in {@code GET /api/v1/comparisons/{name}}
   * @param integrity as in {@code GET /api/v1/environments/{env}/integrity}; of environments that
   *     were scanned
   * @param otherFindings as in {@code GET /api/v1/findings}
   */
  @JsonPropertyOrder({
    "schemaVersion",
    "version",
    "at",
    "severity",
    "result",
    "exitCode",
    "conclusion",
    "environments",
    "comparisons",
    "integrity",
    "otherFindings"
  })
  private record View(
      int schemaVersion,
      String version,
      Instant at,
      String severity,
      String result,
      int exitCode,
      ConclusionView conclusion,
      List<EnvironmentView> environments,
      List<DriftView> comparisons,
      List<IntegrityView> integrity,
      List<FindingView> otherFindings) {}

  /** As {@link Conclusion}. */
  @JsonPropertyOrder({"changes", "violations", "mismatches", "unknown"})
  private record ConclusionView(
      int changes, int violations, int mismatches, List<String> unknown) {}

  /** The same report gives the same text. */
  public static String write(OnceReport report) {
    Conclusion conclusion = report.conclusion();
    try {
      return JSON.writeValueAsString(
              new View(
                  VERSION,
                  report.version(),
                  report.at(),
                  report.severity().label(),
                  conclusion.result().label(),
                  conclusion.result().exitCode(),
                  new ConclusionView(
                      conclusion.changes(),
                      conclusion.violations(),
                      conclusion.mismatches(),
                      conclusion.unknown()),
                  report.environments().stream().map(EnvironmentView::of).toList(),
                  report.comparisons().stream()
                      .map(
                          part ->
                              new DriftView(
                                  DriftView.Head.of(part.overview()),
                                  DriftView.Lists.of(part.drift())))
                      .toList(),
                  OnceViews.integrity(report),
                  OnceViews.otherFindings(report).stream().map(OnceJson::view).toList()))
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the report cannot be written as JSON", e);
    }
  }

  private static FindingView view(Finding finding) {
    return FindingView.of(finding, Map.of());
  }
}
