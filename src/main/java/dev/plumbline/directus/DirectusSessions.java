package dev.plumbline.directus;

import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Directus;
import dev.plumbline.directus.answer.Limits;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.UnreadableException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Connects to the Directus of an environment for one reading, and never throws. */
final class DirectusSessions {
  /** What a header can carry; anything else would fail with a message that quotes it. */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  private final Map<EnvironmentId, WatchedEnvironment> environments;
  private final Clock clock;
  private final Limits limits;
  private final String userAgent;

  /**
   * @param version of Plumbline, for the User-Agent header
   */
  DirectusSessions(
      Map<EnvironmentId, WatchedEnvironment> environments,
      Clock clock,
      Limits limits,
      String version) {
    this.environments = Map.copyOf(environments);
    this.clock = clock;
    this.limits = limits;
    this.userAgent = "plumbline/" + version;
  }

  /** What is done with the connections. */
  interface Reader<T> {
    T read(DirectusConnections session) throws UnreadableException;
  }

  <T> Reading<T> read(EnvironmentId environment, Reader<T> reader) {
    Optional<Directus> directus =
        Optional.ofNullable(environments.get(environment)).flatMap(WatchedEnvironment::directus);
    if (directus.isEmpty()) {
      return failure(Reason.NOT_CONFIGURED, "'" + environment + "' has no Directus configured");
    }
    Optional<String> token = Optional.empty();
    try {
      token = token(environment, directus.get().token());
      try (DirectusConnections session =
          new DirectusConnections(directus.get().url(), token, limits, userAgent)) {
        return new Reading.Value<>(reader.read(session), clock.instant());
      }
    } catch (UnreadableException e) {
      // Whatever the other side sent back of it, a token is not shown.
      return failure(e.reason(), token.map(t -> e.detail().replace(t, "***")).orElse(e.detail()));
    } catch (RuntimeException e) {
      // Only the class: nothing is known of its message, and the port promises not to throw.
      return failure(
          Reason.UNREACHABLE,
          directus.get().url().getHost() + " could not be queried: " + e.getClass().getName());
    }
  }

  private static Optional<String> token(EnvironmentId environment, Optional<Secret> secret)
      throws UnreadableException {
    if (secret.isEmpty()) {
      return Optional.empty();
    }
    try {
      String token = secret.get().reveal();
      if (!TOKEN.matcher(token).matches()) {
        throw new UnreadableException(
            Reason.UNAUTHORIZED,
            "the token of '" + environment + "' is empty or contains an invalid character");
      }
      return Optional.of(token);
    } catch (UncheckedIOException e) {
      throw new UnreadableException(Reason.UNAUTHORIZED, String.valueOf(e.getMessage()));
    }
  }

  private <T> Reading<T> failure(Reason reason, String detail) {
    return new Reading.Failure<>(reason, detail, clock.instant());
  }
}
