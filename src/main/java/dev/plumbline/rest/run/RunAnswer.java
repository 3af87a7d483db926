package dev.plumbline.rest.run;

import dev.plumbline.run.Run;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The answer to who began a run or a rollback. */
final class RunAnswer {
  private RunAnswer() {}

  static RestResponse<RunView> accepted(Run run) {
    return ResponseBuilder.create(Status.ACCEPTED, RunView.whole(run, List.of(), List.of()))
        // Relative, so that it is right behind any proxy.
        .header("Location", URI.create("/api/v1/runs/" + run.id()))
        .header("Retry-After", 2)
        .build();
  }
}
