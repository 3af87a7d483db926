package dev.plumbline.http.run;

import dev.plumbline.http.request.JsonBody;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a request for a rollback confirms. */
public final class RollbackBody {
  private static final int LONGEST = 10_000;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private RollbackBody() {}

  public static String hash(String body) {
    JsonBody read = JsonBody.read(body, LONGEST);
    Optional<String> hash = read.optional("hash", 64, RollbackBody::checked);
    if (hash.isEmpty() && read.isRight("hash")) {
      read.wrong(
          "hash",
          "is missing. Read GET /api/v1/runs/{id}/rollback, which says what is put back and what is"
              + " lost, and send its hash.");
    }
    read.orThrow();
    return hash.orElseThrow();
  }

  private static String checked(String text) {
    if (!HASH.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not 64 lower-case hexadecimal digits. Copy the hash of the preview.");
    }
    return text;
  }

  /** For OpenAPI; the body is read strictly, field by field. */
  @Schema(
      name = "RollbackRequest",
      requiredProperties = {"hash"})
  public record Request(
      @Schema(description = "The hash of the preview that you read.") String hash) {}
}
