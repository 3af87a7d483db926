package dev.plumbline.http.request;

import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key}, with which a client repeats a request safely. */
public final class IdempotencyKeys {
  /** Printable ASCII without white space, as in a field of a header; 255 at most. */
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private IdempotencyKeys() {}

  public static Optional<String> read(@Nullable String header) {
    if (header != null && !KEY.matcher(header).matches()) {
      throw Problems.invalid(
          "Idempotency-Key",
          "is not 1 to 255 printable ASCII characters without white space. Send a UUID, for"
              + " example.");
    }
    return Optional.ofNullable(header);
  }

  /**
   * @param thing such as "deployment"
   */
  public static HttpProblem reused(String thing) {
    return Problems.of(
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        "The header Idempotency-Key was sent before with another body. Send a new key for"
            + " another "
            + thing
            + ".");
  }
}
