package dev.plumbline.rest;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.drift.DriftParts;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.admission.Rendering;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.report.DriftReport;
import dev.plumbline.http.report.ProposalCommand;
import dev.plumbline.http.report.Report;
import dev.plumbline.http.report.ReportHtml;
import dev.plumbline.http.report.ReportMarkdown;
import dev.plumbline.http.request.Negotiated;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.monitor.overview.ComparisonReport;
import dev.plumbline.rest.report.WrittenDrifts;
import dev.plumbline.rest.wire.PageView;
import dev.plumbline.rest.wire.drift.ChangeView;
import dev.plumbline.rest.wire.drift.ComparisonView;
import dev.plumbline.rest.wire.drift.DriftView;
import dev.plumbline.rest.wire.drift.GateView;
import dev.plumbline.rest.wire.drift.StreamedArray;
import dev.plumbline.severity.Severity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/comparisons")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Comparisons", description = "The differences between pairs of environments.")
class ComparisonsResource {
  private static final String MARKDOWN = "text/markdown";

  /** In seconds; a poll usually takes less. */
  private static final int RETRY_AFTER = 30;

  private final Visibility visible;
  private final Rendering rendering;
  private final WrittenDrifts drifts;
  private final ProposalCommand proposal;
  private final Clock clock;

  ComparisonsResource(
      Visibility visible,
      Rendering rendering,
      WrittenDrifts drifts,
      ProposalCommand proposal,
      Clock clock) {
    this.visible = visible;
    this.rendering = rendering;
    this.drifts = drifts;
    this.proposal = proposal;
    this.clock = clock;
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  @Operation(operationId = "listComparisons", summary = "Every comparison, sorted by name")
  public PageView<ComparisonView> comparisons() {
    return PageView.whole(visible.comparisons().stream().map(ComparisonView::of).toList());
  }

  @GET
  @Path("/{name}")
  @Produces({MediaType.APPLICATION_JSON, MARKDOWN, MediaType.TEXT_HTML})
  @RoleNeeded(Role.VIEWER)
  @Operation(operationId = "getComparison", summary = "One comparison with all differences")
  @APIResponse(
      responseCode = "200",
      description = "The drift report, also while its state is unknown.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = DriftView.class)),
        @Content(mediaType = MARKDOWN, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING))
      })
  public Response comparison(String name, Request request, UriInfo uri) throws IOException {
    ComparisonOverview overview = visible.comparison(name);
    String type =
        Negotiated.best(request, MediaType.APPLICATION_JSON, MARKDOWN, MediaType.TEXT_HTML);
    Response.ResponseBuilder response =
        switch (type) {
          case MARKDOWN ->
              Response.ok(
                  rendering.page(() -> ReportMarkdown.write(report(name, uri))),
                  MARKDOWN + ";charset=UTF-8");
          case MediaType.TEXT_HTML ->
              Response.ok(
                      rendering.page(() -> ReportHtml.write(report(name, uri))),
                      MediaType.TEXT_HTML + ";charset=UTF-8")
                  .header("Content-Security-Policy", ReportHtml.POLICY);
          default ->
              Response.ok(
                  drifts.of(overview, () -> visible.report(name)), MediaType.APPLICATION_JSON);
        };
    return response.build();
  }

  private Report report(String name, UriInfo uri) {
    ComparisonReport report = visible.report(name);
    return DriftReport.of(
        report, clock.instant(), proposal.of(report.overview().comparison(), uri.getBaseUri()));
  }

  @GET
  @Path("/{name}/gate")
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "passGate",
      summary = "For CI: fails if there is drift",
      description = "curl --fail is enough.")
  @APIResponse(
      responseCode = "200",
      description = "Both environments were read, and nothing at or above the severity differs.",
      content = @Content(schema = @Schema(implementation = GateView.class)))
  @APIResponse(
      responseCode = "409",
      description = "Something at or above the severity differs; see changes.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "503",
      description = "Unknown: an environment could not be read. Never treated as in sync.",
      content = @Content(mediaType = "application/problem+json"))
  public Response gate(
      String name,
      @Parameter(
              description = "The lowest severity that fails the gate.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"critical", "high", "medium", "low", "info"},
                      defaultValue = "info"))
          @QueryParam("severity")
          @Nullable String severity,
      UriInfo uri) {
    RequestParameters checked = new RequestParameters();
    Severity least =
        checked
            .oneOf("severity", severity, Severity.values(), Severity::label)
            .orElse(Severity.INFO);
    checked.orThrow();
    ComparisonOverview overview = visible.comparison(name);
    Optional<DriftCounts> known = overview.verdict().counts();
    if (known.isEmpty()) {
      return unknown(overview, uri);
    }
    if (known.get().atLeast(least) == 0) {
      return Response.ok(GateView.open(least, known.get().total(), ComparisonView.of(overview)))
          .build();
    }
    // Only a closed gate has changes; read with the verdict that they belong to.
    ComparisonReport report = visible.report(name);
    return report.drift().isPresent()
        ? closed(report.overview(), report.drift().get(), least, uri)
        : unknown(report.overview(), uri);
  }

  /** Answered, not thrown: it is not an error of ours, and must not look like one in the log. */
  private static Response unknown(ComparisonOverview overview, UriInfo uri) {
    return Problems.builder(
            ProblemType.COMPARISON_UNKNOWN, overview.verdict().whyUnknown().orElse(""))
        .withInstance(URI.create(uri.getPath()))
        .with("comparison", ComparisonView.of(overview))
        .withHeader("Retry-After", RETRY_AFTER)
        .build()
        .toResponse();
  }

  /** Likewise: the changes would fill the log. */
  private static Response closed(
      ComparisonOverview overview, DriftParts drift, Severity least, UriInfo uri) {
    int closing = overview.verdict().counts().map(counts -> counts.atLeast(least)).orElse(0);
    return Problems.builder(
            ProblemType.DRIFTED,
            "Comparison '"
                + overview.comparison().name()
                + "' has "
                + closing
                + " changes of severity "
                + least.label()
                + " or above.")
        .withInstance(URI.create(uri.getPath()))
        .with("comparison", ComparisonView.of(overview))
        .with(
            "changes",
            StreamedArray.of(
                drift.changes(), change -> change.severity().isAtLeast(least), ChangeView::of))
        .build()
        .toResponse();
  }
}
