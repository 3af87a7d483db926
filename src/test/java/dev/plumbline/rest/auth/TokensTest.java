package dev.plumbline.rest.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.configuration.Settings;
import dev.plumbline.environment.Access;
import dev.plumbline.schema.Fingerprint;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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
  void withoutAConfiguredTokenHowToConfigureOneIsTold() {
    Gatekeeper gatekeeper = new Gatekeeper(new Tokens(settings(List.of())), new Caller());

    assertThatThrownBy(() -> gatekeeper.admit(List.of("Bearer s3cret")))
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
  void callerIsNobodyUntilTheTokenIsKnown() {
    assertThatThrownBy(new Caller()::name).isInstanceOf(IllegalStateException.class);
  }

  private static Settings settings(List<ApiToken> tokens) {
    return new Settings(
        new TreeMap<>(),
        new TreeMap<>(),
        tokens,
        new Settings.Store(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Path.of("data"),
            Duration.ofDays(90)));
  }
}
