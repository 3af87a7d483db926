package dev.plumbline.configuration.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.approval.ApprovalRules;
import dev.plumbline.approval.window.ChangeTimes;
import dev.plumbline.approval.window.ChangeWindow;
import dev.plumbline.approval.window.Freeze;
import dev.plumbline.configuration.ApiToken;
import dev.plumbline.configuration.Configured;
import dev.plumbline.configuration.RunLimits;
import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.SignInProvider;
import dev.plumbline.configuration.SignInProvider.GroupRole;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Files;
import dev.plumbline.configuration.WatchedEnvironment.Polling;
import dev.plumbline.configuration.WatchedEnvironment.Scanning;
import dev.plumbline.configuration.WriterPolicy;
import dev.plumbline.configuration.reader.key.KnownKey;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
  private static final EnvironmentId PRE_PROD = new EnvironmentId("pre-prod");

  private static final String YAML =
      """
      plumbline:
        environments:
          local:
            tier: local
            directus: {url: "http://localhost:8055/", token: s3cret}
          pre-prod:
            tier: production
            directus: {url: "https://example.com"}
            database:
              url: "jdbc:postgresql://db/directus"
              replica-url: "jdbc:postgresql://replica/directus"
              directus-role: cms
              username: r
              password: " p w "
            poll: {cron: "0 0 * * * ?", settle: 10s, deadline: PT1M}
            scan: {cron: "0 0 3 * * ?", budget: 30m, files: off}
        comparisons:
          local-to-pre-prod:
            source: local
            target: pre-prod
            ignore:
              - {subject: "articles.*", reason: editors}
              - {subject: "**", path: "meta.*", code: field_added, reason: x, until: 2030-01-01}
        tokens:
          ci:
            sha256: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
            role: operator
            environments: [local, pre-prod]
        store:
          retention: 12h
      """;

  private static final String OIDC =
      """
        public-url: https://plumbline.example.com
        oidc:
          issuer: https://login.example.com/realms/staff
          client-id: plumbline
          client-secret: hunter2
          roles:
            all: {group: Staff, role: viewer}
            pre-prod: {group: 7a5b-0001, role: approver, environments: [pre-prod]}
      """;

  @Test
  void everythingInYamlIsRead() {
    Settings settings = Configured.valid(Configured.byYaml(YAML, Map.of()));

    WatchedEnvironment environment = settings.environments().get(PRE_PROD);
    assertThat(environment)
        .isEqualTo(
            new WatchedEnvironment(
                new Environment(PRE_PROD, Tier.PRODUCTION, true),
                Optional.of(
                    new WatchedEnvironment.Directus(
                        URI.create("https://example.com"), Optional.empty())),
                Optional.of(
                    new WatchedEnvironment.Database(
                        "jdbc:postgresql://db/directus",
                        "r",
                        new Secret.Literal(" p w "),
                        "public",
                        Optional.of("jdbc:postgresql://replica/directus"),
                        Optional.of("cms"))),
                new Polling(
                    new Schedule.Cron("0 0 * * * ?", Duration.ofHours(1)),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1)),
                new Scanning(
                    new Schedule.Cron("0 0 3 * * ?", Duration.ofDays(1)),
                    Duration.ofMinutes(30),
                    Files.OFF)));
    assertThat(ignored(settings))
        .containsExactly(
            new IgnoreRule(
                "articles.*", Optional.empty(), Optional.empty(), "editors", Optional.empty()),
            new IgnoreRule(
                "**",
                Optional.of("meta.*"),
                Optional.of(ChangeCode.FIELD_ADDED),
                "x",
                Optional.of(Instant.parse("2030-01-01T00:00:00Z"))));
    assertThat(settings.tokens())
        .containsExactly(
            new ApiToken(
                "ci",
                "a".repeat(64),
                ApiToken.Role.OPERATOR,
                Access.only(new EnvironmentId("local"), PRE_PROD)));
  }

  @Test
  void aRunHasCredentialsOfItsOwn() {
    Settings settings =
        Configured.valid(
            Configured.byYaml(
                YAML,
                Map.of(
                    "PLUMBLINE_ENVIRONMENTS_PRE_PROD_DIRECTUS_WRITER_TOKEN", "hunter2",
                    "PLUMBLINE_ENVIRONMENTS_PRE_PROD_DATABASE_WRITER_USERNAME", "w",
                    "PLUMBLINE_ENVIRONMENTS_PRE_PROD_DATABASE_WRITER_PASSWORD", "hunter3",
                    "PLUMBLINE_RUNS_LOCK_WAIT", "2s",
                    "PLUMBLINE_RUNS_FOLLOW_UP", "24h, 30m,24h")));

    assertThat(writer(settings, PRE_PROD))
        .isEqualTo(
            new WriterPolicy(
                Optional.of(new Secret.Literal("hunter2")),
                Optional.of(
                    new WatchedEnvironment.Database(
                        "jdbc:postgresql://db/directus",
                        "w",
                        new Secret.Literal("hunter3"),
                        "public",
                        Optional.empty(),
                        Optional.of("cms")))));
    assertThat(settings.runs())
        .isEqualTo(
            new RunLimits(
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                Duration.ofDays(7),
                List.of(Duration.ofMinutes(30), Duration.ofHours(24))));
    assertThat(settings.toString()).doesNotContain("hunter");
    assertThat(writer(settings, new EnvironmentId("local"))).isEqualTo(WriterPolicy.NONE);
    assertThat(
            writer(
                Configured.valid(
                    Configured.byYaml(
                        YAML,
                        Map.of("PLUMBLINE_ENVIRONMENTS_PRE_PROD_RUN_WITHOUT_WRITER", "true"))),
                PRE_PROD))
        .isEqualTo(new WriterPolicy(Optional.empty(), Optional.empty(), false, true));
  }

  @Test
  void targetsAreVerifiedAgainOnlyIfThatIsNotSwitchedOff() {
    assertThat(
            Configured.valid(Configured.byYaml(YAML, Map.of("PLUMBLINE_RUNS_FOLLOW_UP", "off")))
                .runs()
                .followUp())
        .isEmpty();
    assertThat(Configured.valid(Configured.byYaml(YAML, Map.of())).runs().followUp())
        .containsExactly(Duration.ofHours(1), Duration.ofHours(24));
    assertThat(
            SettingsReader.read(
                Configured.byYaml(YAML, Map.of("PLUMBLINE_RUNS_FOLLOW_UP", "1h,10s"))))
        .isInstanceOfSatisfying(
            SettingsReader.Invalid.class,
            invalid ->
                assertThat(invalid.problems())
                    .singleElement()
                    .asString()
                    .contains("plumbline.runs.follow-up", "'10s' is too short"));
  }

  private static WriterPolicy writer(Settings settings, EnvironmentId environment) {
    return Objects.requireNonNull(settings.environments().get(environment)).writer();
  }

  @Test
  void whatIsNotSetHasItsDefault() {
    Settings settings = Configured.valid(Configured.byYaml(YAML, Map.of()));

    assertThat(settings.environments().get(new EnvironmentId("local")))
        .isEqualTo(
            new WatchedEnvironment(
                new Environment(new EnvironmentId("local"), Tier.LOCAL, false),
                Optional.of(
                    new WatchedEnvironment.Directus(
                        URI.create("http://localhost:8055"),
                        Optional.of(new Secret.Literal("s3cret")))),
                Optional.empty(),
                new Polling(
                    new Schedule.Every(Duration.ofMinutes(5)),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(2)),
                new Scanning(
                    new Schedule.Every(Duration.ofHours(6)), Duration.ofHours(1), Files.SAMPLE)));
    assertThat(settings.store())
        .isEqualTo(
            new Settings.Store(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Path.of("data"),
                Duration.ofHours(12)));
  }

  @Test
  void whoApprovesAndWhenChangesAreMadeIsRead() {
    Settings settings =
        Configured.valid(
            Configured.byYaml(
                YAML,
                Map.of(
                    "PLUMBLINE_APPROVALS_MEDIUM", "3",
                    "PLUMBLINE_APPROVALS_PROTECTED", "4",
                    "PLUMBLINE_TOKENS_CI_PERSON", "ada",
                    "PLUMBLINE_ENVIRONMENTS_PRE_PROD_CHANGE_WINDOW", "Mon,Wed 09:00-16:00",
                    "PLUMBLINE_ENVIRONMENTS_PRE_PROD_FREEZE_UNTIL", "2031-01-02",
                    "PLUMBLINE_ENVIRONMENTS_PRE_PROD_FREEZE_REASON", "sale")));

    // Higher ones are raised with it.
    assertThat(settings.approvals()).isEqualTo(new ApprovalRules(0, 3, 3, 3, 4));
    assertThat(settings.tokens())
        .extracting(ApiToken::name, ApiToken::person)
        .contains(tuple("ci", "ada"));
    assertThat(settings.environments().get(PRE_PROD))
        .isNotNull()
        .extracting(WatchedEnvironment::changes)
        .isEqualTo(
            new ChangeTimes(
                Optional.of(ChangeWindow.parse("Mon,Wed 09:00-16:00 UTC")),
                Optional.of(new Freeze(Instant.parse("2031-01-02T00:00:00Z"), "sale"))));
    Settings usual = Configured.valid(Configured.byYaml(YAML, Map.of()));
    assertThat(usual.approvals()).isEqualTo(ApprovalRules.DEFAULT);
    assertThat(usual.tokens()).allMatch(token -> token.person().equals(token.name()));
    assertThat(usual.environments().values())
        .allMatch(watched -> watched.changes().equals(ChangeTimes.ALWAYS));
  }

  @Test
  void aVariableIsStrongerThanAFile() {
    Settings settings =
        Configured.valid(
            Configured.byYaml(
                YAML,
                Map.of(
                    "PLUMBLINE_ENVIRONMENTS_PRE_PROD_TIER", "staging",
                    "PLUMBLINE_COMPARISONS_LOCAL_TO_PRE_PROD_IGNORE_0__REASON", "other",
                    "PLUMBLINE_TOKENS_CI_ENVIRONMENTS", "local")));

    assertThat(settings.environments().get(PRE_PROD))
        .isNotNull()
        .extracting(WatchedEnvironment::environment)
        .isEqualTo(new Environment(PRE_PROD, Tier.STAGING, false));
    assertThat(ignored(settings).getFirst())
        .extracting(IgnoreRule::subject, IgnoreRule::reason)
        .containsExactly("articles.*", "other");
    assertThat(settings.tokens().getFirst().access())
        .isEqualTo(Access.only(new EnvironmentId("local")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[ ]",
        "''",
        "' '",
        "~",
        "",
        "[~]",
        "['']",
        "['', '']",
        "','",
        "{}",
        "[{}]",
        "${NOBODY_SET_THIS:}",
        "['${NOBODY_SET_THIS:}']",
        "'${NOBODY_SET_THIS:},'"
      })
  void aTokenIsNeverUnrestrictedByABlank(String environments, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("application.yaml");
    java.nio.file.Files.writeString(file, YAML.replace("[local, pre-prod]", environments));

    assertThat(SettingsReader.read(Configured.byYaml(file)))
        .isInstanceOfSatisfying(
            SettingsReader.Invalid.class,
            invalid ->
                assertThat(invalid.problems())
                    .extracting(SettingsReader.Problem::key)
                    .containsExactly("plumbline.tokens.ci.environments"));
  }

  @Test
  void aListMayBeSetItemByItem() {
    Settings settings =
        Configured.valid(
            Configured.by(
                Map.of(
                    "plumbline.environments.local.tier", "local",
                    "plumbline.environments.local.directus.url", "http://localhost:8055",
                    "plumbline.environments.pre-prod.tier", "staging",
                    "plumbline.environments.pre-prod.directus.url", "https://example.com",
                    "plumbline.tokens.ci.sha256", "a".repeat(64),
                    "plumbline.tokens.ci.role", "viewer",
                    "plumbline.tokens.ci.environments[0]", "${NOBODY_SET_THIS:pre-prod}"),
                Map.of()));

    assertThat(settings.tokens().getFirst().access()).isEqualTo(Access.only(PRE_PROD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "\"off\"", "false"})
  void offIsReadHoweverYamlWritesIt(String off) {
    Settings settings =
        Configured.valid(
            Configured.byYaml(YAML + "  report: {cron: %s}\n".formatted(off), Map.of()));

    assertThat(settings.reports().cron()).isEmpty();
  }

  @Test
  void settingsNeverPrintASecret() {
    Settings settings = Configured.valid(Configured.byYaml(YAML + OIDC, Map.of()));

    assertThat(settings.toString()).doesNotContain("s3cret", " p w ", "hunter2");
  }

  @Test
  void whoSignsInWithAProviderIsRead() {
    assertThat(Configured.valid(Configured.byYaml(YAML, Map.of())).signIn()).isEmpty();
    assertThat(Configured.valid(Configured.byYaml(YAML + OIDC, Map.of())).signIn())
        .contains(
            new SignInProvider(
                "OpenID Connect",
                URI.create("https://login.example.com/realms/staff"),
                "plumbline",
                new Secret.Literal("hunter2"),
                URI.create("https://plumbline.example.com/sign-in/oidc/callback"),
                List.of("profile", "email"),
                "email",
                "groups",
                List.of(
                    new GroupRole("all", "Staff", ApiToken.Role.VIEWER, Access.ALL),
                    new GroupRole(
                        "pre-prod", "7a5b-0001", ApiToken.Role.APPROVER, Access.only(PRE_PROD)))));
  }

  @Test
  void whoSignsInWithAProviderIsReadOfVariables() {
    SignInProvider provider =
        Configured.valid(
                Configured.byYaml(
                    YAML + OIDC,
                    Map.of(
                        "PLUMBLINE_OIDC_NAME", "Okta",
                        "PLUMBLINE_OIDC_SCOPES", "email,groups",
                        "PLUMBLINE_OIDC_PERSON_CLAIM", "preferred_username",
                        "PLUMBLINE_OIDC_GROUPS_CLAIM", "https://example.com/groups",
                        "PLUMBLINE_OIDC_ROLES_ON_CALL_GROUP", "on-call",
                        "PLUMBLINE_OIDC_ROLES_ON_CALL_ROLE", "operator")))
            .signIn()
            .orElseThrow();

    assertThat(provider.name()).isEqualTo("Okta");
    assertThat(provider.scopes()).containsExactly("email", "groups");
    assertThat(provider.personClaim()).isEqualTo("preferred_username");
    assertThat(provider.groupsClaim()).isEqualTo("https://example.com/groups");
    assertThat(provider.roles()).extracting(GroupRole::label).contains("on-call");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080/realms/staff",
        "http://127.0.0.1",
        "https://login.example.com/"
      })
  void onThisMachineAProviderNeedsNoTls(String issuer) {
    assertThat(
            Configured.valid(
                    Configured.byYaml(YAML + OIDC, Map.of("PLUMBLINE_OIDC_ISSUER", issuer)))
                .signIn())
        .map(SignInProvider::issuer)
        .contains(URI.create(issuer.replaceFirst("/$", "")));
  }

  private static List<IgnoreRule> ignored(Settings settings) {
    return settings.comparisonsOf(PRE_PROD).stream().flatMap(c -> c.ignore().stream()).toList();
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void variablesSayTheSameAsKeys(long seed) {
    Map<String, String> keys = randomKeys(new Random(seed));
    Map<String, String> variables =
        keys.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> KnownKey.environmentVariable(entry.getKey()), Map.Entry::getValue));

    Settings byVariables = Configured.valid(Configured.by(Map.of(), variables));

    assertThat(variables).hasSameSizeAs(keys);
    assertThat(byVariables).isEqualTo(Configured.valid(Configured.by(keys, Map.of())));
    assertThat(Configured.valid(Configured.by(keys, variables))).isEqualTo(byVariables);
  }

  private static SortedMap<String, String> randomKeys(Random random) {
    SortedMap<String, String> keys = new TreeMap<>();
    List<String> names = List.of(name(random), name(random), name(random));
    for (int i = 0; i < names.size(); i++) {
      String prefix = "plumbline.environments." + names.get(i) + ".";
      keys.put(prefix + "tier", "staging");
      keys.put(prefix + "directus.url", "https://" + i + ".example.com");
      keys.put(prefix + "database.url", "jdbc:postgresql://db/" + i);
      keys.put(prefix + "database.username", "reader");
      keys.put(prefix + "database.password", "p");
      keys.put(prefix + "poll.every", 5 + random.nextInt(100) + "m");
    }
    String comparison = "plumbline.comparisons." + name(random) + ".";
    keys.put(comparison + "source", names.get(0));
    keys.put(comparison + "target", names.get(1));
    for (int i = 0; i < 1 + random.nextInt(12); i++) {
      keys.put(comparison + "ignore[" + i + "].subject", "c" + i);
      keys.put(comparison + "ignore[" + i + "].reason", "r" + i);
    }
    return keys;
  }

  /** Of the words that stand in keys too, so that whatever is ambiguous comes up. */
  private static String name(Random random) {
    List<String> words =
        List.of("a", "directus", "url", "poll", "ignore", "0", "environments", "tier", "store");
    StringBuilder name = new StringBuilder("x").append(random.nextInt(1000));
    for (int i = 0; i < random.nextInt(5); i++) {
      name.append('-').append(words.get(random.nextInt(words.size())));
    }
    return name.toString();
  }

  @Test
  void replicaThatMissesASecretFileWaitsForIt() {
    Settings settings =
        Configured.valid(
            Configured.by(
                Map.of(
                    "plumbline.store.url", "jdbc:postgresql://db/plumbline",
                    "plumbline.environments.a.tier", "local",
                    "plumbline.environments.a.directus.url", "https://a.example.com",
                    "plumbline.environments.a.directus.token-file", "is/not/there"),
                Map.of()));

    assertThat(settings.unreadableSecret())
        .contains("a: the secret file is/not/there cannot be read");
  }
}
