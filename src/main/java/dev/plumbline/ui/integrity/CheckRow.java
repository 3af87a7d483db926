package dev.plumbline.ui.integrity;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.observation.IntegrityObservations;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.ui.sign.Sign;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One check that found something, or could not be made.
 *
 * @param keys primary keys of some of the rows
 * @param sql that shows the rows; empty if there are none
 * @param note what the result covers, if not every row
 */
record CheckRow(
    String code,
    Sign severity,
    String subject,
    String message,
    List<Key> keys,
    Optional<String> sql,
    Optional<String> note,
    Instant checkedAt,
    String finding) {

  /**
   * @param link to the item in Directus; empty if its address is not known, or it is not an item
   */
  record Key(String text, Optional<String> link) {}

  /**
   * @param directus its address; empty if it is not configured
   */
  static CheckRow of(EnvironmentId environment, CheckStatus check, Optional<URI> directus) {
    return new CheckRow(
        check.id().code().label(),
        Sign.of(check.severity()),
        check.id().subject(),
        message(environment, check),
        check.outcome() instanceof Outcome.Violated violated
            ? violated.samples().stream()
                .map(key -> key(check.id().collection(), key, directus))
                .toList()
            : List.of(),
        check.outcome() instanceof Outcome.Violated violated
            ? Optional.of(violated.sql())
            : Optional.empty(),
        check.note(),
        check.checkedAt(),
        IntegrityObservations.findingOf(environment, check.id()).hex());
  }

  private static String message(EnvironmentId environment, CheckStatus check) {
    return switch (check.outcome()) {
      case Outcome.Clean ignored -> "";
      case Outcome.Violated violated ->
          IntegrityObservations.violation(environment, check.id(), violated).message();
      case Outcome.Unknown unknown -> "not checked: " + unknown.detail();
    };
  }

  /** Directus's own tables have no such page, and it knows no keys of several columns. */
  private static Key key(String collection, List<String> key, Optional<URI> directus) {
    Optional<String> link =
        key.size() == 1 && !collection.startsWith("directus_")
            ? directus.map(
                url ->
                    url.toString().replaceFirst("/$", "")
                        + "/admin/content/"
                        + segment(collection)
                        + "/"
                        + segment(key.getFirst()))
            : Optional.empty();
    return new Key(String.join(", ", key), link);
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
