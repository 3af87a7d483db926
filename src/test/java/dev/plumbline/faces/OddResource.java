package dev.plumbline.faces;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.admission.AbandonedRequests;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** What somebody might write one day. */
@Path("/api/v1/odd")
public class OddResource {
  @GET
  @Path("/without-role")
  public String withoutRole() {
    return "open to everybody";
  }

  /** Requests that are held here, and what they wait for. */
  public static final AtomicReference<Held> HELD = new AtomicReference<>(new Held(0));

  /**
   * So many are expected.
   *
   * @param begun counted down by each
   * @param end to be opened by the test
   */
  public record Held(CountDownLatch begun, CountDownLatch end) {
    public Held(int number) {
      this(new CountDownLatch(number), new CountDownLatch(1));
    }
  }

  @GET
  @Path("/held")
  @RunOnVirtualThread
  @RoleNeeded(ApiToken.Role.VIEWER)
  public String held() throws InterruptedException {
    Held held = HELD.get();
    held.begun().countDown();
    held.end().await();
    return "let go";
  }

  /** What is known of the client of {@link #left} once it has hung up. */
  public static final AtomicReference<CompletableFuture<Boolean>> GONE =
      new AtomicReference<>(new CompletableFuture<>());

  @Inject AbandonedRequests abandoned;

  @GET
  @Path("/left")
  @RunOnVirtualThread
  @RoleNeeded(ApiToken.Role.VIEWER)
  public String left(@Context RoutingContext request) throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    request.addEndHandler(ended -> closed.countDown());
    boolean before = abandoned.isClientGone();
    HELD.get().begun().countDown();
    closed.await();
    GONE.get().complete(!before && abandoned.isClientGone());
    return "to nobody";
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
