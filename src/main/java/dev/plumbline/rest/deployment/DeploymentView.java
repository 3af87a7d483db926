package dev.plumbline.rest.deployment;

import dev.plumbline.store.DeploymentStore.Changes;
import dev.plumbline.store.state.Deployment;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One deployment. */
@Schema(name = "Deployment", description = "A deployment to an environment, and its effect.")
public record DeploymentView(
    UUID id,
    String environment,
    Instant requestedAt,
    @Schema(description = "The name of the token that reported it.") String requestedBy,
    @Nullable String revision,
    @Nullable String note,
    @Nullable String url,
    @Schema(
            enumeration = {"running", "done", "failed"},
            description =
                "done: the environment was polled and scanned, and the comparisons include it.")
        String state,
    @Schema(description = "The result in one sentence; null while it runs.")
        @Nullable String message,
    @Nullable Instant finishedAt,
    @Schema(description = "Id of the poll; null until it begins.") @Nullable UUID poll,
    @Schema(description = "Id of the scan; null until it begins, and without a database.")
        @Nullable UUID scan,
    @Schema(description = "How many findings were opened or reopened until it ended.")
        long findingsOpened,
    @Schema(description = "How many findings were resolved until it ended.")
        long findingsResolved) {

  static DeploymentView of(Deployment deployment, Changes changes) {
    return new DeploymentView(
        deployment.id(),
        deployment.environment().name(),
        deployment.requestedAt(),
        deployment.requestedBy(),
        deployment.details().revision().orElse(null),
        deployment.details().note().orElse(null),
        deployment.details().url().orElse(null),
        deployment.state().label(),
        deployment.message().orElse(null),
        deployment.finishedAt().orElse(null),
        deployment.poll().orElse(null),
        deployment.scan().orElse(null),
        changes.opened(),
        changes.resolved());
  }

  /** The body that reports one, for OpenAPI; it is read strictly, field by field. */
  @Schema(name = "DeploymentRequest")
  public record Request(
      @Schema(
              description = "What was deployed, such as a commit; 1 to 200 characters.",
              examples = "8c1f3a9")
          @Nullable String revision,
      @Schema(description = "1 to 2000 characters.") @Nullable String note,
      @Schema(
              description = "Where to read more: http or https, without credentials; at most 2000.",
              examples = "https://github.com/example/cms/actions/runs/1")
          @Nullable String url) {}
}
