package dev.plumbline.rest;

import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.request.RequestParameters;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** What holds for every operation of the served OpenAPI document: problems, paging, the token. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {
  private static final String SCHEME = "token";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    Components components = document.getComponents();
    if (components == null) {
      components = OASFactory.createComponents();
      document.setComponents(components);
    }
    components.addSecurityScheme(
        SCHEME,
        OASFactory.createSecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .description(
                "A token whose SHA-256 is configured as plumbline.tokens.<name>.sha256. Roles:"
                    + " viewer reads; operator also polls, pauses, acknowledges and proposes plans;"
                    + " approver also approves them."));
    // Those of the extension that maps errors; ours says more.
    List.of("HttpProblem", "HttpValidationProblem", "Violation").forEach(components::removeSchema);
    components.addSchema("Problem", problem());
    components.addParameter("limit", limit());
    components.addParameter("cursor", cursor());
    document.setSecurity(
        List.of(OASFactory.createSecurityRequirement().addScheme(SCHEME, List.of())));
    for (Map.Entry<String, PathItem> path : document.getPaths().getPathItems().entrySet()) {
      for (Map.Entry<PathItem.HttpMethod, Operation> operation :
          path.getValue().getOperations().entrySet()) {
        problems(operation.getValue(), path.getKey(), operation.getKey());
      }
    }
  }

  private static void problems(Operation operation, String path, PathItem.HttpMethod method) {
    TreeSet<Integer> statuses =
        new TreeSet<>(List.of(400, 401, 403, 406, 408, 414, 429, 431, 500, 503, 505));
    if (path.contains("{")) {
      statuses.add(404);
    }
    if (operation.getRequestBody() != null) {
      statuses.addAll(List.of(413, 415));
    }
    for (int status : statuses) {
      String code = Integer.toString(status);
      if (operation.getResponses().getAPIResponse(code) == null) {
        operation.getResponses().addAPIResponse(code, response(status));
      }
    }
    // The extension that maps errors documents some of them without a word.
    operation.getResponses().getAPIResponses().values().stream()
        .filter(response -> response.getDescription() == null)
        .forEach(response -> response.setDescription(method + " " + path));
  }

  private static APIResponse response(int status) {
    return OASFactory.createAPIResponse()
        .description(
            Arrays.stream(ProblemType.values())
                    .filter(
                        type -> type.status() == status && type != ProblemType.COMPARISON_UNKNOWN)
                    .map(ProblemType::title)
                    .collect(Collectors.joining("; "))
                + ".")
        .content(
            OASFactory.createContent()
                .addMediaType(
                    "application/problem+json",
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
  }

  private static Schema problem() {
    Schema error =
        OASFactory.createSchema()
            .addType(SchemaType.OBJECT)
            .addProperty("field", text("The field or parameter."))
            .addProperty("message", text("What is wrong with the value, and what would be valid."));
    return OASFactory.createSchema()
        .addType(SchemaType.OBJECT)
        .description("Problem details, RFC 9457.")
        .addProperty("type", text("Stable: " + types() + "."))
        .addProperty("title", text("The type of problem."))
        .addProperty(
            "status",
            OASFactory.createSchema().addType(SchemaType.INTEGER).description("The HTTP status."))
        .addProperty("detail", text("What is wrong in this case."))
        .addProperty("instance", text("The path that was asked for."))
        .addProperty(
            "errors",
            OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .description("Every error of an invalid request.")
                .items(error));
  }

  private static String types() {
    return Arrays.stream(ProblemType.values())
        .map(type -> type.uri().toString())
        .collect(Collectors.joining(", "));
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
  }

  private static Parameter limit() {
    return OASFactory.createParameter()
        .name("limit")
        .in(Parameter.In.QUERY)
        .description("Maximum number of items, 1 to 500; default 50.")
        .schema(
            OASFactory.createSchema()
                .addType(SchemaType.INTEGER)
                .minimum(BigDecimal.ONE)
                .maximum(BigDecimal.valueOf(RequestParameters.MOST)));
  }

  private static Parameter cursor() {
    return OASFactory.createParameter()
        .name("cursor")
        .in(Parameter.In.QUERY)
        .description(
            "The value of next in the previous answer, unchanged. The header Link"
                + " rel=next has the whole address.")
        .schema(OASFactory.createSchema().addType(SchemaType.STRING));
  }
}
