package dev.plumbline.rest;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.request.Ids;
import dev.plumbline.rest.wire.integrity.ScanView;
import dev.plumbline.scan.Scanning;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/scans")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Integrity")
class ScansResource {
  private final Scanning scanning;
  private final Caller caller;

  ScansResource(Scanning scanning, Caller caller) {
    this.scanning = scanning;
    this.caller = caller;
  }

  @GET
  @Path("/{id}")
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "getScan",
      summary = "One scan, running or ended",
      description = "While it runs, progress shows how far it is.")
  public ScanView scan(String id) {
    return Ids.uuid(id)
        .flatMap(scan -> scanning.scan(scan, caller.access()))
        .map(ScanView::of)
        .orElseThrow(() -> Problems.notFound("scan", id));
  }
}
