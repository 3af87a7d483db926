package dev.plumbline.rest;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.environment.EnvironmentActions;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.report.ReportHtml;
import dev.plumbline.http.report.ReportMarkdown;
import dev.plumbline.http.request.Negotiated;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.compile.CheckCodes;
import dev.plumbline.mismatch.MismatchCode;
import dev.plumbline.mismatch.rules.MismatchCodes;
import dev.plumbline.rest.report.IntegrityReport;
import dev.plumbline.rest.report.WrittenChecks;
import dev.plumbline.rest.wire.integrity.CheckView;
import dev.plumbline.rest.wire.integrity.IntegrityFilter;
import dev.plumbline.rest.wire.integrity.IntegrityView;
import dev.plumbline.rest.wire.integrity.ScanView;
import dev.plumbline.scan.IntegrityOverview;
import dev.plumbline.scan.Scanning;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.FindingStore.Filter;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.Scan;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/environments/{env}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "Integrity",
    description =
        "The checks of records, and mismatches between"
            + " Directus's metadata and the PostgreSQL catalog.")
class IntegrityResource {
  private static final String MARKDOWN = "text/markdown";

  /** In seconds; a scan takes minutes, and its progress is reported meanwhile. */
  private static final int RETRY_AFTER = 5;

  private final Scanning scanning;
  private final EnvironmentActions actions;
  private final FindingStore findings;
  private final WrittenChecks written;
  private final Visibility visible;
  private final Caller caller;
  private final Clock clock;

  IntegrityResource(
      Scanning scanning,
      EnvironmentActions actions,
      FindingStore findings,
      WrittenChecks written,
      Visibility visible,
      Caller caller,
      Clock clock) {
    this.scanning = scanning;
    this.actions = actions;
    this.findings = findings;
    this.written = written;
    this.visible = visible;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Path("/integrity")
  @Produces({MediaType.APPLICATION_JSON, MARKDOWN, MediaType.TEXT_HTML})
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "getIntegrity",
      summary = "Broken records, and mismatches between metadata and catalog",
      description =
          "Filters apply to checks, mismatches and items; state and reason always"
              + " cover all checks.")
  @APIResponse(
      responseCode = "200",
      description = "The integrity report, also while its state is unknown.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = IntegrityView.class)),
        @Content(mediaType = MARKDOWN, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING))
      })
  public Response integrity(
      String env,
      @Parameter(
              description = "Only checks with this outcome.",
              schema = @Schema(enumeration = {"clean", "violated", "unknown"}))
          @QueryParam("outcome")
          @Nullable String outcome,
      @Parameter(
              description = "Only checks or mismatches with this code.",
              example = "orphaned_reference")
          @QueryParam("code")
          @Nullable String code,
      @Parameter(
              description = "Only checks, mismatches and items of this collection.",
              example = "articles")
          @QueryParam("collection")
          @Nullable String collection,
      @Parameter(
              description = "Only checks and mismatches of exactly this severity.",
              schema = @Schema(enumeration = {"critical", "high", "medium", "low", "info"}))
          @QueryParam("severity")
          @Nullable String severity,
      Request request) {
    EnvironmentId id = visible.environment(env).watched().environment().id();
    IntegrityOverview overview =
        scanning.integrity(id).orElseThrow(() -> Problems.notFound("environment", env));
    RequestParameters checked = new RequestParameters();
    IntegrityFilter filter =
        new IntegrityFilter(
            checked.oneOf("outcome", outcome, Outcome.labels()),
            checked.oneOf("code", code, codes()),
            checked.read("collection", collection, name -> IntegrityFilter.known(name, overview)),
            checked.oneOf("severity", severity, Severity.values(), Severity::label));
    checked.orThrow();
    Instant now = clock.instant();
    IntegrityView view =
        IntegrityView.of(
            overview,
            checks(id, overview.checks(), filter),
            scanning.items(id).orElseThrow(() -> Problems.notFound("environment", env)),
            filter,
            caller::sees,
            now);
    String type =
        Negotiated.best(request, MediaType.APPLICATION_JSON, MARKDOWN, MediaType.TEXT_HTML);
    return switch (type) {
      case MARKDOWN ->
          Response.ok(
                  ReportMarkdown.write(IntegrityReport.of(view, now)), MARKDOWN + ";charset=UTF-8")
              .build();
      case MediaType.TEXT_HTML ->
          Response.ok(
                  ReportHtml.write(IntegrityReport.of(view, now)),
                  MediaType.TEXT_HTML + ";charset=UTF-8")
              .header("Content-Security-Policy", ReportHtml.POLICY)
              .build();
      default -> Response.ok(view, MediaType.APPLICATION_JSON).build();
    };
  }

  @POST
  @Path("/scans")
  @RoleNeeded(Role.OPERATOR)
  @Operation(
      operationId = "scanEnvironment",
      summary = "Scan the records now",
      description =
          "Answers at once. Follow Location until state is not running. If a scan of"
              + " this environment is running, that scan is returned.")
  @APIResponse(
      responseCode = "202",
      description = "It runs.",
      headers = @Header(name = "Location", description = "The scan."),
      content = @Content(schema = @Schema(implementation = ScanView.class)))
  @APIResponse(
      responseCode = "409",
      description = "No database is configured for the environment, so it cannot be scanned.",
      content = @Content(mediaType = "application/problem+json"))
  public RestResponse<ScanView> scan(String env) {
    Scan scan = actions.scan(env);
    return ResponseBuilder.create(Status.ACCEPTED, ScanView.of(scan))
        // Relative, so that it is right behind any proxy.
        .header("Location", URI.create("/api/v1/scans/" + scan.id()))
        .header("Retry-After", RETRY_AFTER)
        .build();
  }

  private static List<String> codes() {
    return Stream.concat(
            Arrays.stream(CheckCodes.values()).map(CheckCode::label),
            Arrays.stream(MismatchCodes.values()).map(MismatchCode::label))
        .toList();
  }

  private List<CheckView> checks(
      EnvironmentId id, List<CheckStatus> checks, IntegrityFilter asked) {
    Map<FindingId, Instant> opened = opened(id);
    return asked.isEmpty()
        ? written.of(id, checks, opened)
        : checks.stream()
            .filter(asked::takes)
            .map(check -> CheckView.of(id, check, opened))
            .toList();
  }

  /** When each violation that is not resolved was opened. */
  private Map<FindingId, Instant> opened(EnvironmentId environment) {
    return findings.all(Filter.of(environment, FindingKind.VIOLATION).unresolved()).stream()
        .collect(Collectors.toMap(Finding::id, Finding::openedAt));
  }
}
