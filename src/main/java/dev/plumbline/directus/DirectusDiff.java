package dev.plumbline.directus;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.directus.answer.Limits;
import dev.plumbline.directus.answer.Route;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.planning.SchemaDiffApi;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.UnreadableException;
import java.time.Clock;
import java.util.Map;

/** {@link SchemaDiffApi} over HTTP. */
public final class DirectusDiff implements SchemaDiffApi {
  private final DirectusSessions sessions;

  /**
   * @param version of Plumbline, for the User-Agent header
   */
  public DirectusDiff(
      Map<EnvironmentId, WatchedEnvironment> environments,
      Clock clock,
      Limits limits,
      String version) {
    this.sessions = new DirectusSessions(environments, clock, limits, version);
  }

  @Override
  public Reading<SchemaDiff> diff(EnvironmentId target, JsonObject snapshot) {
    return sessions.read(
        target,
        session -> {
          if (!session.hasToken()) {
            throw new UnreadableException(
                Reason.NOT_CONFIGURED,
                "no token is configured for '"
                    + target
                    + "': the schema API needs an administrator's token");
          }
          return session.upload(Route.SCHEMA_DIFF, CanonicalJson.write(snapshot), DiffAnswer::read);
        });
  }
}
