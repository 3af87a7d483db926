package dev.plumbline.rest.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.configuration.Settings;
import dev.plumbline.environment.Access;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.Tokens;
import dev.plumbline.http.access.WrongTokens;
import dev.plumbline.snapshot.Fingerprint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TokensTest {
  @Test
  void tokenIsKnownByItsHashOnly() {
    ApiToken ci = new ApiToken("ci", Fingerprint.sha256("s3cret"), Role.VIEWER, Access.ALL);
    Tokens tokens = new Tokens(settings(List.of(ci)));

    assertThat(tokens.of("s3cret")).contains(ci);
    assertThat(tokens.of("s3cret ")).isEmpty();
    assertThat(tokens.of(ci.sha256())).isEmpty();
    assertThat(tokens.of("")).isEmpty();
  }

  @Test
  void withoutAConfiguredTokenHowToConfigureOneIsReported() {
    AuthenticationFilter gatekeeper =
        new AuthenticationFilter(
            new Tokens(settings(List.of())),
            wrongTokens(Clock.systemUTC()),
            new Caller(),
            new CurrentVertxRequest());

    assertThatThrownBy(() -> gatekeeper.admit(List.of("Bearer s3cret"), "10.0.0.1"))
        .isInstanceOfSatisfying(
            HttpProblem.class,
            problem -> {
              assertThat(problem.getStatusCode()).isEqualTo(401);
              assertThat(problem.getDetail())
                  .contains("plumbline.tokens.<name>.sha256", "plumbline.tokens.<name>.role");
              assertThat(problem.getHeaders()).containsKey("WWW-Authenticate");
            });
  }

  @Test
  void tooManyWrongTokensOfOneAddressAreDistinguishedFromOthers() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2030-01-01T00:00:00Z"));
    WrongTokens wrong = wrongTokens(clock(now));

    for (int i = 0; i < WrongTokens.LIMIT; i++) {
      assertThat(wrong.isTooMany("10.0.0.1")).isFalse();
      assertThat(wrong.isTooMany("2001:db8:0:1:0:0:0:" + i)).isFalse();
    }

    assertThat(wrong.isTooMany("10.0.0.1")).isTrue();
    assertThat(wrong.isTooMany("2001:db8:0:1:9:9:9:9")).isTrue();
    assertThat(wrong.isTooMany("2001:db8:0:2:0:0:0:1")).isFalse();
    assertThat(wrong.isTooMany("10.0.0.2")).isFalse();
    now.set(now.get().plus(WrongTokens.WINDOW));
    assertThat(wrong.isTooMany("10.0.0.1")).isFalse();
    for (int i = 0; i < WrongTokens.LIMIT; i++) {
      wrong.isTooMany("10.0.0.1");
    }
    now.set(now.get().minus(WrongTokens.WINDOW.multipliedBy(2)));
    assertThat(wrong.isTooMany("10.0.0.1")).as("after a clock that was ahead").isFalse();
  }

  private static WrongTokens wrongTokens(Clock clock) {
    return new WrongTokens(clock, new SimpleMeterRegistry());
  }

  private static Clock clock(AtomicReference<Instant> now) {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now.get();
      }
    };
  }

  @Test
  void callerIsNobodyUntilTheTokenIsKnown() {
    assertThatThrownBy(new Caller()::name).isInstanceOf(IllegalStateException.class);
  }

  private static Settings settings(List<ApiToken> tokens) {
    return new Settings(
        new TreeMap<>(),
        new TreeMap<>(),
        tokens,
        Settings.Notifications.NONE,
        new Settings.Store(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Path.of("data"),
            Duration.ofDays(90)));
  }
}
