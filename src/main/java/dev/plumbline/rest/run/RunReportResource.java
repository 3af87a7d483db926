package dev.plumbline.rest.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.admission.Rendering;
import dev.plumbline.http.report.ReportHtml;
import dev.plumbline.http.request.Negotiated;
import dev.plumbline.http.run.RunActions;
import dev.plumbline.http.run.RunReportPage;
import dev.plumbline.jackson.form.RecordJson;
import dev.plumbline.report.layout.PageHtml;
import dev.plumbline.report.layout.PageMarkdown;
import dev.plumbline.report.layout.PageOutline;
import dev.plumbline.run.evidence.RunReport;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/runs/{id}/report")
@RunOnVirtualThread
@Tag(name = "Runs")
class RunReportResource {
  private static final String MARKDOWN = "text/markdown";

  private final RunActions actions;
  private final Rendering rendering;

  RunReportResource(RunActions actions, Rendering rendering) {
    this.actions = actions;
    this.rendering = rendering;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, MARKDOWN, MediaType.TEXT_HTML})
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "getRunReport",
      summary = "The report of a run that has ended",
      description =
          "Made when the run ended and never changed: the SHA-256 of the JSON, byte by byte, is"
              + " reportSha256 of the entry run_ended in the audit.")
  @APIResponse(
      responseCode = "200",
      description = "The report.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = RunReport.class)),
        @Content(mediaType = MARKDOWN, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(
      responseCode = "409",
      description = "The run has not ended.",
      content = @Content(mediaType = "application/problem+json"))
  public Response report(String id, @Context Request request) {
    String json = actions.report(id);
    String type =
        Negotiated.best(request, MediaType.APPLICATION_JSON, MARKDOWN, MediaType.TEXT_HTML);
    return switch (type) {
      case MARKDOWN ->
          Response.ok(
                  rendering.page(() -> PageMarkdown.write(page(json))), MARKDOWN + ";charset=UTF-8")
              .build();
      case MediaType.TEXT_HTML ->
          Response.ok(
                  rendering.page(() -> PageHtml.write(page(json))),
                  MediaType.TEXT_HTML + ";charset=UTF-8")
              .header("Content-Security-Policy", ReportHtml.POLICY)
              .build();
      default -> Response.ok(json.getBytes(UTF_8), MediaType.APPLICATION_JSON).build();
    };
  }

  private static PageOutline page(String json) {
    return RunReportPage.of(RecordJson.read(json, RunReport.class));
  }
}
