package dev.plumbline.faces;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.rest.auth.RoleNeeded;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What somebody might write one day. */
@Path("/api/v1/odd")
public class OddResource {
  @GET
  @Path("/without-role")
  public String withoutRole() {
    return "open to everybody";
  }

  @GET
  @Path("/out-of-memory")
  @RoleNeeded(ApiToken.Role.VIEWER)
  public String outOfMemory() {
    throw new OutOfMemoryError("of hunter2");
  }

  @GET
  @Path("/broken")
  @RoleNeeded(ApiToken.Role.VIEWER)
  public String broken() {
    throw new IllegalStateException("the password is hunter2");
  }
}
