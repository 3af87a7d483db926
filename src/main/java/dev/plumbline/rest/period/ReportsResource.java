package dev.plumbline.rest.period;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.admission.Rendering;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.report.ReportHtml;
import dev.plumbline.http.report.VisibleReports;
import dev.plumbline.http.request.JsonBody;
import dev.plumbline.http.request.Negotiated;
import dev.plumbline.http.request.Paging;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.report.Reports;
import dev.plumbline.report.Reports.Served;
import dev.plumbline.report.layout.PageHtml;
import dev.plumbline.report.layout.PageMarkdown;
import dev.plumbline.report.page.ReportDocument;
import dev.plumbline.report.page.ReportPage;
import dev.plumbline.rest.wire.PageAnswer;
import dev.plumbline.rest.wire.PageView;
import dev.plumbline.rest.wire.RequestBodies;
import dev.plumbline.store.history.ReportStore;
import dev.plumbline.store.history.ReportStore.Listed;
import dev.plumbline.store.history.Span;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/reports")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Reports", description = "What happened in a span of time.")
class ReportsResource {
  private static final String MARKDOWN = "text/markdown";
  private final Reports reports;
  private final ReportStore store;
  private final Rendering rendering;
  private final VisibleReports visible;
  private final Clock clock;

  ReportsResource(
      Reports reports,
      ReportStore store,
      Rendering rendering,
      VisibleReports visible,
      Clock clock) {
    this.reports = reports;
    this.store = store;
    this.rendering = rendering;
    this.visible = visible;
    this.clock = clock;
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  @Operation(operationId = "listReports", summary = "Reports, newest first")
  public RestResponse<PageView<ReportView>> reports(
      @Parameter(ref = "limit") @QueryParam("limit") @Nullable String limit,
      @Parameter(ref = "cursor") @QueryParam("cursor") @Nullable String cursor,
      UriInfo uri) {
    RequestParameters checked = new RequestParameters();
    int most = checked.limit(limit);
    checked.orThrow();
    return PageAnswer.of(Paging.read(cursor, most, store::reports), ReportView::of, uri);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RoleNeeded(Role.OPERATOR)
  @Operation(
      operationId = "makeReport",
      summary = "Make the report of a span",
      description = "It is stored, and stays the same. Location leads to it.")
  @APIResponse(
      responseCode = "201",
      description = "It was made.",
      headers = @Header(name = "Location", description = "The report."),
      content = @Content(schema = @Schema(implementation = ReportView.class)))
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = RequestBodies.Report.class),
              examples =
                  @ExampleObject(
                      name = "week",
                      value =
                          "{\"from\": \"2030-12-23T08:00:00+01:00\", \"to\":"
                              + " \"2030-12-30T08:00:00+01:00\"}")))
  public RestResponse<ReportView> make(String body) {
    Span span = RequestedSpan.read(JsonBody.read(body), clock.instant(), reports.storedSince());
    Listed made =
        reports
            .make(span)
            // Deleted by the retention between the two.
            .orElseThrow(() -> Problems.invalid("to", "nothing of this span is stored any more."));
    return ResponseBuilder.create(Status.CREATED, ReportView.of(made))
        // Relative, so that it is right behind any proxy.
        .header("Location", URI.create("/api/v1/reports/" + made.id()))
        .build();
  }

  @GET
  @Path("/{id}")
  @Produces({MediaType.APPLICATION_JSON, MARKDOWN, MediaType.TEXT_HTML})
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "getReport",
      summary = "One report",
      description = "Of environments that the token may not see, it says nothing.")
  @APIResponse(
      responseCode = "200",
      description = "The report. Its JSON is described by docs/report.schema.json.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.OBJECT)),
        @Content(mediaType = MARKDOWN, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING))
      })
  public Response report(String id, Request request) {
    Served served = visible.report(id);
    String type =
        Negotiated.best(request, MediaType.APPLICATION_JSON, MARKDOWN, MediaType.TEXT_HTML);
    return switch (type) {
      case MARKDOWN ->
          Response.ok(
                  rendering.page(() -> PageMarkdown.write(ReportPage.of(served))),
                  MARKDOWN + ";charset=UTF-8")
              .build();
      case MediaType.TEXT_HTML ->
          Response.ok(
                  rendering.page(() -> PageHtml.write(ReportPage.of(served))),
                  MediaType.TEXT_HTML + ";charset=UTF-8")
              .header("Content-Security-Policy", ReportHtml.POLICY)
              .build();
      default -> Response.ok(ReportDocument.of(served).json(), MediaType.APPLICATION_JSON).build();
    };
  }
}
