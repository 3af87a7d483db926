package dev.plumbline.directus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Directus;
import dev.plumbline.configuration.WatchedEnvironment.Polling;
import dev.plumbline.directus.answer.Limits;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** One environment, {@link #STAGING}, asked by a {@link DirectusHttp}. */
public final class Asking {
  public static final EnvironmentId STAGING = new EnvironmentId("staging");
  static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  public static final String TOKEN = "s3cret-T0ken";

  /** Long enough for a busy machine, a snapshot no larger than 1 MiB. */
  static final Limits PATIENT = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(30), 1 << 20);

  static final Limits HURRIED = new Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1 << 20);

  private Asking() {}

  public static DirectusHttp directus(URI url) {
    return directus(url, Optional.of(new Secret.Literal(TOKEN)), PATIENT);
  }

  public static DirectusHttp directus(URI url, Limits limits) {
    return directus(url, Optional.of(new Secret.Literal(TOKEN)), limits);
  }

  public static DirectusHttp directus(URI url, Optional<Secret> token, Limits limits) {
    return directus(Optional.of(new Directus(url, token)), limits);
  }

  public static DirectusHttp directus(Optional<Directus> directus, Limits limits) {
    WatchedEnvironment watched =
        new WatchedEnvironment(
            new Environment(STAGING, Tier.STAGING, false),
            directus,
            Optional.empty(),
            new Polling(
                new Schedule.Every(Duration.ofMinutes(5)), Duration.ZERO, Duration.ofMinutes(1)));
    AtomicLong nonces = new AtomicLong();
    return new DirectusHttp(
        Map.of(STAGING, watched),
        Clock.fixed(NOW, ZoneOffset.UTC),
        () -> new UUID(0, nonces.incrementAndGet()),
        limits,
        "1.2.3");
  }

  /** What was read; fails with the reason if it was not. */
  static <T> T value(Reading<T> reading) {
    return switch (reading) {
      case Reading.Value<T>(T value, Instant at) -> {
        assertThat(at).isEqualTo(NOW);
        yield value;
      }
      case Reading.Failure<T>(Reason reason, String detail, Instant at) ->
          throw new AssertionError(reason + ": " + detail);
    };
  }

  /** Why it was not read; no failure ever tells the token. */
  public static <T> Reading.Failure<T> failure(Reading<T> reading) {
    if (reading instanceof Reading.Failure<T> failure) {
      assertThat(failure.readAt()).isEqualTo(NOW);
      assertThat(failure.detail()).isNotBlank().doesNotContain(TOKEN).doesNotContain("\n");
      return failure;
    }
    throw new AssertionError("it was read: " + reading);
  }
}
