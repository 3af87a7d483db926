package dev.plumbline.postgres.scan.traversal.statistics;

import dev.plumbline.postgres.scan.counting.CountedKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where a step ended; as text it survives a restart of ours and of the server.
 *
 * @param question a hash of the checks and their form: another question has other positions
 * @param file that held the table; in another one the rows lie elsewhere
 * @param snapshot which transactions had ended when the first step began; empty unless it goes by
 *     pages
 * @param resumeAt where to continue, as its form understands it
 * @param rate rows a second, of the step before
 * @param passed rows so far
 */
public record Checkpoint(
    TraversalStrategy strategy,
    long question,
    String file,
    String snapshot,
    List<String> resumeAt,
    double rate,
    long passed,
    CountedKeys countedKeys) {
  /** Changes with what the parts mean. */
  private static final String VERSION = "1";

  public Checkpoint {
    resumeAt = List.copyOf(resumeAt);
  }

  public String text() {
    return String.join(
        "|",
        VERSION,
        strategy.name(),
        Long.toHexString(question),
        file,
        snapshot,
        String.join(",", resumeAt.stream().map(Checkpoint::encoded).toList()),
        Double.toString(rate),
        Long.toString(passed),
        countedKeys.text());
  }

  /** Empty if it is none that this version wrote. */
  public static Optional<Checkpoint> parse(String text) {
    String[] parts = text.split("\\|", -1);
    if (parts.length != 9 || !parts[0].equals(VERSION)) {
      return Optional.empty();
    }
    try {
      List<String> resumeAt = new ArrayList<>();
      for (String part : parts[5].split(",", -1)) {
        resumeAt.add(decoded(part));
      }
      return Optional.of(
          new Checkpoint(
              TraversalStrategy.valueOf(parts[1]),
              Long.parseUnsignedLong(parts[2], 16),
              parts[3],
              parts[4],
              resumeAt,
              Double.parseDouble(parts[6]),
              Long.parseLong(parts[7]),
              CountedKeys.parse(parts[8])));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String text) {
    return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
  }
}
