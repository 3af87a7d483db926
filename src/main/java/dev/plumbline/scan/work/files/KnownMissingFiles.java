package dev.plumbline.scan.work.files;

import dev.plumbline.finding.Evidence;
import dev.plumbline.integrity.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * Files that had no binary when they were last asked for.
 *
 * @param all whether that is every one of them; if not, only a check all files can say that none is
 *     missing any more
 */
public record KnownMissingFiles(List<String> keys, boolean all) {
  public KnownMissingFiles {
    keys = List.copyOf(keys);
  }

  /**
   * @param last what the last check found, if there was one
   * @param open of the finding, unless it is resolved: the last check may have found nothing out,
   *     and what is unknown resolves nothing
   */
  public static KnownMissingFiles of(Optional<Outcome> last, Optional<Evidence> open) {
    if (last.isPresent() && last.get() instanceof Outcome.Violated violated) {
      return of(violated.samples(), violated.count());
    }
    if (last.isPresent() && last.get() instanceof Outcome.Clean) {
      return of(List.of(), 0);
    }
    return open.map(evidence -> of(evidence.samples(), evidence.count()))
        .orElseGet(() -> of(List.of(), 0));
  }

  private static KnownMissingFiles of(List<List<String>> samples, long count) {
    return new KnownMissingFiles(
        samples.stream().flatMap(List::stream).toList(), count <= samples.size());
  }
}
