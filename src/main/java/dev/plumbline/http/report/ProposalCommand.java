package dev.plumbline.http.report;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.drift.Comparison;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The command that proposes a plan of a comparison, to be copied from a page. */
@Singleton
public final class ProposalCommand {
  private final Settings settings;

  ProposalCommand(Settings settings) {
    this.settings = settings;
  }

  /**
   * @param asked the address at which the page was asked for; the public one is preferred
   * @return one line for a POSIX shell; empty if there can be no plan, because Plumbline lacks the
   *     API or the database of the target
   */
  public Optional<String> of(Comparison comparison, URI asked) {
    return Optional.ofNullable(settings.environments().get(comparison.target()))
        .filter(ProposalCommand::canBePlanned)
        .map(
            target ->
                "curl -i -X POST -H \"Authorization: Bearer $TOKEN\""
                    + " -H 'Content-Type: application/json'"
                    + " -d '{\"comparison\": \""
                    + comparison.name()
                    + "\"}' "
                    + quoted(
                        settings.notifications().publicUrl().map(URI::toString).orElse(base(asked))
                            + "/api/v1/plans"));
  }

  private static boolean canBePlanned(WatchedEnvironment target) {
    return target.directus().isPresent() && target.database().isPresent();
  }

  /** Without a host, or with one that is no name, as whoever asks may send any: this machine. */
  private static String base(URI asked) {
    String scheme = "https".equalsIgnoreCase(asked.getScheme()) ? "https" : "http";
    String host = Optional.ofNullable(asked.getHost()).orElse("localhost");
    return scheme
        + "://"
        + host.toLowerCase(Locale.ROOT)
        + (asked.getPort() < 0 ? "" : ":" + asked.getPort());
  }

  private static String quoted(String url) {
    return "'" + url.replace("'", "%27") + "'";
  }
}
