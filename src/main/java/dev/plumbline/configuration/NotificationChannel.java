package dev.plumbline.configuration;

import dev.plumbline.environment.Access;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.severity.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * To whom notifications are sent.
 *
 * @param name chosen by the operator
 * @param selection the findings about which it is notified
 * @param reports whether the weekly report is sent
 * @param remindEvery how often open findings are named again; empty: never
 */
public record NotificationChannel(
    String name,
    Receiver receiver,
    Selection selection,
    boolean reports,
    Optional<Duration> remindEvery) {

  /** What a notification is sent to. */
  public sealed interface Receiver {}

  /**
   * Any HTTP server: JSON, signed as standardwebhooks.com describes.
   *
   * @param url absolute, {@code http} or {@code https}; a secret, because it may hold a token
   * @param key of the signature
   * @param internalHost the host that may resolve to an address inside of this machine or cloud
   */
  public record Webhook(Secret url, Secret key, Optional<String> internalHost)
      implements Receiver {}

  /**
   * An incoming webhook of Slack, or of a service that accepts the same, such as Mattermost.
   *
   * @param url as for {@link Webhook}; whoever knows it may post
   */
  public record Slack(Secret url, Optional<String> internalHost) implements Receiver {}

  /**
   * @param to at least one address
   */
  public record Email(List<String> to) implements Receiver {
    public Email {
      to = List.copyOf(to);
    }
  }

  /**
   * Which findings and plans.
   *
   * @param environments whose findings, and plans that would change them
   * @param kinds of findings; empty only if plans are selected
   * @param plans whether what happens to plans is sent
   * @param atLeast the lowest severity; that of a plan is that of its gravest hazard
   */
  public record Selection(
      Access environments, Set<FindingKind> kinds, boolean plans, Severity atLeast) {
    public Selection {
      kinds = Set.copyOf(kinds);
    }
  }
}
