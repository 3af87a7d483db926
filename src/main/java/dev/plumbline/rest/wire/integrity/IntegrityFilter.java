package dev.plumbline.rest.wire.integrity;

import dev.plumbline.configuration.text.Nearest;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.scan.IntegrityOverview;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.state.CheckStatus;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of an integrity report is asked for; what is empty matches everything.
 *
 * @param outcome of checks; mismatches have none and are reported whatever it is
 * @param code of checks or mismatches
 */
public record IntegrityFilter(
    Optional<String> outcome,
    Optional<String> code,
    Optional<String> collection,
    Optional<Severity> severity) {

  /**
   * @return {@code name}
   * @throws IllegalArgumentException if nothing is known of such a collection: no result would read
   *     as if nothing were wrong with it
   */
  public static String known(String name, IntegrityOverview overview) {
    SortedSet<String> collections = new TreeSet<>(overview.items().keySet());
    overview.checks().forEach(check -> collections.add(check.id().collection()));
    overview
        .catalog()
        .ifPresent(
            catalog ->
                catalog
                    .mismatches()
                    .forEach(mismatch -> collections.add(collection(mismatch.subject()))));
    if (!collections.contains(name)) {
      throw new IllegalArgumentException(
          "There are no checks, mismatches or items of a collection '"
              + name
              + "'."
              + Nearest.question(name, collections));
    }
    return name;
  }

  /** Whether everything is asked for. */
  public boolean isEmpty() {
    return outcome.isEmpty() && code.isEmpty() && collection.isEmpty() && severity.isEmpty();
  }

  public boolean takes(CheckStatus check) {
    return outcome.filter(label -> !label.equals(check.outcome().label())).isEmpty()
        && code.filter(label -> !label.equals(check.id().code().label())).isEmpty()
        && severity.filter(least -> least != check.severity()).isEmpty()
        && takes(check.id().collection());
  }

  public boolean takes(Mismatch mismatch) {
    return code.filter(label -> !label.equals(mismatch.code().label())).isEmpty()
        && severity.filter(least -> least != mismatch.code().severity()).isEmpty()
        && collection
            .filter(
                name ->
                    !mismatch.subject().equals(name) && !mismatch.subject().startsWith(name + "."))
            .isEmpty();
  }

  /** Whether a collection is asked for. */
  public boolean takes(String name) {
    return collection.filter(asked -> !asked.equals(name)).isEmpty();
  }

  private static String collection(String subject) {
    int dot = subject.indexOf('.');
    return dot < 0 ? subject : subject.substring(0, dot);
  }
}
