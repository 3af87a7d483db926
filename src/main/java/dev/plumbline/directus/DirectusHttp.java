package dev.plumbline.directus;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.directus.answer.Limits;
import dev.plumbline.directus.answer.Route;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.FileBinaries;
import dev.plumbline.watch.source.ApiIdentity;
import dev.plumbline.watch.source.DirectusApi;
import dev.plumbline.watch.source.UnreadableException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * {@link DirectusApi} and {@link FileBinaries} over HTTP. Follows no redirects, so that a token
 * stays with its host.
 */
public final class DirectusHttp implements DirectusApi, FileBinaries {
  private final DirectusSessions sessions;
  private final Supplier<UUID> nonces;

  /**
   * @param nonces never the same twice
   * @param version of Plumbline, for the User-Agent header
   */
  public DirectusHttp(
      Map<EnvironmentId, WatchedEnvironment> environments,
      Clock clock,
      Supplier<UUID> nonces,
      Limits limits,
      String version) {
    this.sessions = new DirectusSessions(environments, clock, limits, version);
    this.nonces = nonces;
  }

  @Override
  public Reading<Status> status(EnvironmentId environment) {
    return sessions.read(environment, StatusAnswers::read);
  }

  @Override
  public Reading<ApiSnapshot> snapshot(EnvironmentId environment) {
    return sessions.read(
        environment,
        session -> {
          if (!session.hasToken()) {
            throw new UnreadableException(
                Reason.NOT_CONFIGURED,
                "no token is configured for '"
                    + environment
                    + "': the schema API needs an administrator's token");
          }
          return session.getFresh(Route.SNAPSHOT, nonces.get(), SnapshotAnswer::read);
        });
  }

  @Override
  public Reading<ApiIdentity> identity(EnvironmentId environment) {
    return sessions.read(environment, session -> IdentityAnswers.read(session, nonces.get()));
  }

  @Override
  public Reading<Set<String>> missing(EnvironmentId environment, List<String> files) {
    return sessions.read(
        environment,
        session -> {
          requireToken(environment, session);
          return new AssetAnswers(session, nonces).missing(files);
        });
  }

  @Override
  public Reading<Storage> storage(EnvironmentId environment, List<String> files) {
    return sessions.read(
        environment,
        session -> {
          requireToken(environment, session);
          return new AssetAnswers(session, nonces).storage(files);
        });
  }

  private static void requireToken(EnvironmentId environment, DirectusConnections session)
      throws UnreadableException {
    if (!session.hasToken()) {
      throw new UnreadableException(
          Reason.NOT_CONFIGURED,
          "no token is configured for '"
              + environment
              + "': files are only visible to a token that may read directus_files");
    }
  }
}
