package dev.plumbline;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The arrows of {@code docs/architecture.md}, and that this test saw the packages that it names.
 */
class ArchitectureTest {
  private static final String BASE = "dev.plumbline";
  private static final Path SOURCES = Path.of("src/main/java/dev/plumbline");
  private static final int LONGEST_FILE = 300;
  private static final int LARGEST_PACKAGE = 12;

  /** Pure packages, each with those of ours that it may import. */
  private static final Map<String, List<String>> PURE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("environment", List.of()),
              Map.entry("severity", List.of()),
              Map.entry("json", List.of()),
              Map.entry("reading", List.of()),
              Map.entry("catalog", List.of()),
              Map.entry("snapshot", List.of("json")),
              Map.entry("model", List.of("json", "catalog", "snapshot")),
              Map.entry("path", List.of("json", "catalog", "snapshot", "model")),
              Map.entry("inventory", List.of("json", "catalog", "snapshot", "model")),
              Map.entry(
                  "mismatch",
                  List.of("json", "catalog", "snapshot", "model", "inventory", "path", "severity")),
              Map.entry(
                  "integrity",
                  List.of("json", "reading", "catalog", "snapshot", "model", "path", "severity")),
              Map.entry(
                  "drift",
                  List.of(
                      "json",
                      "catalog",
                      "snapshot",
                      "model",
                      "inventory",
                      "environment",
                      "severity")),
              Map.entry(
                  "payload",
                  List.of("json", "snapshot", "model", "environment", "severity", "drift")),
              Map.entry(
                  "hazard",
                  List.of(
                      "json",
                      "snapshot",
                      "model",
                      "catalog",
                      "inventory",
                      "mismatch",
                      "path",
                      "drift",
                      "payload",
                      "environment",
                      "severity")),
              Map.entry(
                  "plan",
                  List.of(
                      "json",
                      "snapshot",
                      "model",
                      "catalog",
                      "inventory",
                      "mismatch",
                      "path",
                      "drift",
                      "payload",
                      "hazard",
                      "environment",
                      "severity")),
              Map.entry(
                  "run",
                  List.of(
                      "json",
                      "snapshot",
                      "model",
                      "catalog",
                      "inventory",
                      "mismatch",
                      "path",
                      "drift",
                      "payload",
                      "hazard",
                      "plan",
                      "approval",
                      "environment",
                      "severity")),
              Map.entry(
                  "finding",
                  List.of(
                      "reading",
                      "snapshot",
                      "mismatch",
                      "integrity",
                      "drift",
                      "environment",
                      "severity")),
              Map.entry(
                  "approval", List.of("snapshot", "hazard", "plan", "environment", "severity")),
              Map.entry(
                  "audit",
                  List.of(
                      "json",
                      "snapshot",
                      "drift",
                      "finding",
                      "plan",
                      "run",
                      "approval",
                      "environment"))));

  private static final List<String> APPLICATION =
      List.of(
          "configuration",
          "jackson",
          "timing",
          "store",
          "notification",
          "replica",
          "watch",
          "scan",
          "monitor",
          "report",
          "deployment",
          "planning",
          "backup",
          "auditing",
          "sync");
  private static final List<String> ADAPTERS =
      List.of("directus", "postgres", "pgdump", "encryption", "jdbc", "embedded", "notify");
  private static final List<String> FACES = List.of("rest", "ops", "ui");

  /** What both faces that answer requests stand on. */
  private static final String HTTP = "http";

  /** Puts everything together, so that it may know everything. */
  private static final String WIRING = "wiring";

  /**
   * Parts of one package, public only to each other; packages beneath the first name may import.
   */
  private static final Map<String, List<String>> INNER =
      Map.ofEntries(
          // One order of locks over all tables: nobody else writes SQL to them.
          Map.entry(
              "jdbc",
              List.of(
                  "jdbc.table",
                  "jdbc.scan",
                  "jdbc.report",
                  "jdbc.form",
                  "jdbc.plan",
                  "jdbc.audit")),
          Map.entry("drift", List.of("drift.differ.value", "drift.differ.rename", "drift.version")),
          Map.entry(
              "mismatch",
              List.of(
                  "mismatch.rules.catalog", "mismatch.rules.metadata", "mismatch.rules.relation")),
          Map.entry("integrity", List.of("integrity.compile.field")),
          Map.entry("inventory", List.of("inventory.definition")),
          Map.entry("scan.work", List.of("scan.work.run", "scan.work.files")),
          Map.entry("monitor", List.of("monitor.verdict")),
          Map.entry("report", List.of("report.make")),
          Map.entry("postgres", List.of("postgres.catalog.setting", "postgres.scan.sql")),
          Map.entry(
              "postgres.target", List.of("postgres.target.statement", "postgres.target.shape")),
          Map.entry(
              "postgres.target.rollback",
              List.of(
                  "postgres.target.rollback.fact",
                  "postgres.target.rollback.row",
                  "postgres.target.rollback.directus")),
          Map.entry("ops", List.of("ops.gauge", "ops.gauge.change", "ops.meter")),
          Map.entry(
              "hazard.rules",
              List.of(
                  "hazard.rules.loss",
                  "hazard.rules.constraint",
                  "hazard.rules.type",
                  "hazard.rules.relation",
                  "hazard.rules.access",
                  "hazard.rules.platform")));

  /** Words that no class is named with, and what to say instead. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("told", "'reported', 'collector' or what it is"),
          Map.entry("untold", "'unreadable'"),
          Map.entry("look", "'reading' or 'probe'"),
          Map.entry("looking", "'reading' or 'probe'"),
          Map.entry("gone", "'missing', 'abandoned' or 'removed'"),
          Map.entry("ground", "'index' or 'model'"),
          Map.entry("walk", "'traversal' or 'run'"),
          Map.entry("standing", "'status'"),
          Map.entry("kept", "'cache' or 'unchanged'"),
          Map.entry("hindrance", "'reason'"),
          Map.entry("patience", "'budget' or 'limit'"),
          Map.entry("pulse", "'heartbeat'"),
          Map.entry("pace", "'throttle'"),
          Map.entry("cut", "'interrupted'"));

  /** Files that are longer, each with its reason. */
  private static final Map<String, Integer> LONGER_FILES =
      Map.of(
          // One catalog and one list of checks, of which every part is a few lines.
          "catalog/Catalog.java", 445, "integrity/Check.java", 310);

  private static final JavaClasses CLASSES =
      // Not of the class path: another process of tests writes and deletes files beside test
      // classes.
      new ClassFileImporter().importPath(Path.of("target/classes/dev/plumbline"));

  @Test
  void everyPackageOfTheDesignIsChecked() {
    Set<String> seen =
        CLASSES.stream()
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .map(ArchitectureTest::topPackage)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> designed = new TreeSet<>(PURE.keySet());
    designed.addAll(APPLICATION);
    designed.addAll(ADAPTERS);
    designed.addAll(FACES);
    designed.add(HTTP);
    designed.add(WIRING);

    assertThat(designed).as("a package that the design does not have").containsAll(seen);
    assertThat(seen).containsAll(designed);
    assertThat(CLASSES.size()).isGreaterThan(100);
  }

  static Set<String> pure() {
    return PURE.keySet();
  }

  @ParameterizedTest
  @MethodSource("pure")
  void purePackageKnowsOnlyJavaAndWhatIsToItsLeft(String name) {
    List<String> allowed = new ArrayList<>(PURE.getOrDefault(name, List.of()));
    allowed.add(name);

    check(
        classes()
            .that()
            .resideInAPackage(in(name))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(packages(allowed))
                    .or(resideInAnyPackage("java.lang..", "java.util..", "java.math.."))
                    .or(resideInAnyPackage("java.time..", "java.text..", "java.nio.charset.."))
                    .or(resideInAnyPackage("java.security..", "org.jspecify.."))
                    .or(named("org.apache.commons.text.similarity.LevenshteinDistance"))
                    .or(arrays())));
  }

  @Test
  void purePackagesNeitherLogNorRunThreads() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(packages(List.copyOf(PURE.keySet())))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "java.util.concurrent..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, Process.class, System.Logger.class));
  }

  @Test
  void configurationKnowsNothingThatRuns() {
    check(
        classes()
            .that()
            .resideInAPackage(in("configuration"))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                        packages(
                            List.of(
                                "configuration",
                                "environment",
                                "drift",
                                "finding",
                                "approval",
                                "severity")))
                    .or(resideInAnyPackage("java.lang..", "java.util..", "java.time.."))
                    .or(resideInAnyPackage("java.nio.file..", "java.io..", "java.text.."))
                    .or(named("org.quartz.CronExpression"))
                    .or(named("org.apache.commons.text.similarity.LevenshteinDistance"))
                    .or(resideInAnyPackage("com.exceptionfactory.jagged..", "java.security.."))
                    .or(named("javax.crypto.spec.SecretKeySpec"))
                    .or(named("java.net.URLDecoder"))
                    .or(named("java.net.URLEncoder"))
                    .or(named("java.net.URL"))
                    .or(resideInAPackage("org.yaml.snakeyaml.."))
                    .or(arrays())
                    .or(resideInAnyPackage("org.jspecify..", "org.eclipse.microprofile.config.."))
                    .or(named("java.net.URI"))
                    .or(named("java.net.URISyntaxException"))
                    .or(resideInAPackage("java.nio.charset.."))));
  }

  @Test
  void applicationKnowsNoAdapterAndNoFace() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(packages(APPLICATION))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages(both(ADAPTERS, FACES))));
  }

  static List<String> adapters() {
    return ADAPTERS;
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void adapterKnowsNoOtherAdapterAndNoFace(String adapter) {
    List<String> others = new ArrayList<>(both(ADAPTERS, FACES));
    others.remove(adapter);

    check(
        noClasses()
            .that()
            .resideInAPackage(in(adapter))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages(others)));
  }

  static List<String> faces() {
    return FACES;
  }

  @ParameterizedTest
  @MethodSource("faces")
  void faceKnowsNoAdapterAndNoOtherFace(String face) {
    List<String> others = new ArrayList<>(both(ADAPTERS, FACES));
    others.remove(face);

    check(
        noClasses()
            .that()
            .resideInAPackage(in(face))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages(others)));
  }

  @Test
  void httpKnowsNoAdapterAndNoFace() {
    check(
        noClasses()
            .that()
            .resideInAPackage(in(HTTP))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages(both(ADAPTERS, FACES))));
  }

  @Test
  void onlyFacesKnowHttp() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(packages(both(ADAPTERS, APPLICATION)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(in(HTTP)));
  }

  @Test
  void nobodyKnowsTheWiring() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(in(WIRING))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(in(WIRING)));
  }

  @Test
  void whatReadsAnEnvironmentNeverWritesToIt() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                packages(
                    List.of(
                        "watch",
                        "monitor",
                        "scan",
                        "postgres.catalog",
                        "postgres.scan",
                        "postgres.hazard")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                packages(List.of("sync", "directus.apply", "postgres.target", "backup", "plan"))));
  }

  /** They implement ports of the run, and only the wiring hands them to it. */
  @Test
  void onlyARunWritesToAnEnvironment() {
    for (String writer : List.of("directus.apply", "postgres.target")) {
      check(
          noClasses()
              .that()
              .resideOutsideOfPackages(in(writer), in("sync"), in(WIRING))
              .should()
              .dependOnClassesThat()
              .resideInAPackage(in(writer)));
    }
  }

  @Test
  void innerPackagesAreUsedFromWithinTheirOwn() {
    INNER.forEach(
        (owner, inner) ->
            inner.forEach(
                name ->
                    check(
                        noClasses()
                            .that()
                            .resideOutsideOfPackage(in(owner))
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(in(name)))));
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void librariesStayWhereTheyBelong() {
    only("com.fasterxml.jackson..", "jackson", "rest", "jdbc", "directus");
    only("java.sql..", "postgres", "jdbc", "embedded", WIRING);
    only("javax.sql..", "postgres", "jdbc", WIRING);
    only("java.net.http..", "directus");
    only("jakarta.ws.rs..", "rest", "ui", HTTP, "directus");
    only("io.micrometer..", "ops", HTTP);
    only("io.quarkus.qute..", "ui");
    only("io.quarkus.oidc..", "ui.oidc");
    // Micrometer hides which client of Prometheus is beneath it.
    only("io.prometheus..");
    only("io.micrometer.prometheus..");
    only("org.eclipse.microprofile.health..", "ops");
    only("org.flywaydb..", "jdbc", WIRING);
    // The one grammar of cron expressions is the scheduler's.
    only("org.quartz..", "configuration", WIRING);
  }

  /** Read first and judged afterwards, what is hidden takes longer than what is absent. */
  @Test
  void facesSayWhatTheCallerMaySeeWhenTheyReadById() {
    Set<String> names = Set.of("poll", "scan", "deployment", "backup", "plan", "run");
    DescribedPredicate<JavaAccess<?>> byIdAlone =
        DescribedPredicate.describe(
            "the target reads by an id alone",
            access ->
                access.getTarget() instanceof CodeUnitAccessTarget target
                    && names.contains(target.getName())
                    && target.getRawParameterTypes().size() == 1
                    && target.getRawParameterTypes().getFirst().isEquivalentTo(UUID.class));
    check(
        noClasses()
            .that()
            .resideInAnyPackage(in("rest"), in("ui"), in(HTTP))
            .should()
            .accessTargetWhere(byIdAlone));
    // That there is one elsewhere: else the rule would prove nothing.
    assertThat(CLASSES.stream().flatMap(one -> one.getAccessesFromSelf().stream()))
        .anyMatch(byIdAlone);
  }

  @Test
  void timeIdsAndRandomnessComeFromOutside() {
    String reason = "it is handed in, so that a test can step it; only the wiring makes it";
    for (String type :
        List.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime")) {
      check(outsideWiring().should().callMethodWhere(calls(type, "now")).because(reason));
    }
    check(
        outsideWiring()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(java.time.Clock.class, "systemUTC")
            .orShould()
            .callConstructor(java.util.Random.class)
            .orShould()
            .callMethod(java.util.concurrent.ThreadLocalRandom.class, "current")
            .because(reason));
  }

  @Test
  void dependenciesComeThroughTheConstructor() {
    check(
        fields()
            .should()
            .notBeAnnotatedWith("jakarta.inject.Inject")
            .andShould()
            .notBeAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty"));
  }

  @Test
  void namesSayWhatAThingIs() {
    check(
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager"));
  }

  /** So that an import, a log line or a search never means another class. */
  @Test
  void noSimpleNameIsUsedTwice() {
    Map<String, List<String>> packages = new TreeMap<>();
    CLASSES.stream()
        .filter(type -> type.getEnclosingClass().isEmpty())
        .filter(type -> !type.getSimpleName().equals("package-info"))
        .forEach(
            type ->
                packages
                    .computeIfAbsent(type.getSimpleName(), name -> new ArrayList<>())
                    .add(type.getPackageName()));
    packages.values().removeIf(where -> where.size() == 1);

    assertThat(packages).as("top-level classes of one name, with their packages").isEmpty();
  }

  /** The old words for what Directus, PostgreSQL and Prometheus have a word for. */
  @Test
  void namesAreTheWordsOfTheField() {
    List<String> found = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      for (String word : words(type.getSimpleName())) {
        if (INSTEAD.containsKey(word)) {
          found.add(type.getName() + ": instead of '" + word + "', " + INSTEAD.get(word));
        }
      }
    }

    assertThat(found).isEmpty();
  }

  private static List<String> words(String name) {
    return Arrays.stream(name.split("(?=[A-Z])"))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .toList();
  }

  @Test
  void filesAndPackagesAreSmall() throws IOException {
    Map<String, Integer> packages = new TreeMap<>();
    List<String> longer = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = SOURCES.relativize(file).toString();
        long lines = Files.readString(file).lines().count();
        if (lines > LONGER_FILES.getOrDefault(name, LONGEST_FILE)) {
          longer.add(name + ": " + lines);
        }
        if (!file.endsWith("package-info.java")) {
          packages.merge(SOURCES.relativize(file).getParent() + "", 1, Integer::sum);
        }
      }
    }
    packages.entrySet().removeIf(entry -> entry.getValue() <= LARGEST_PACKAGE);

    assertThat(longer).isEmpty();
    assertThat(packages).isEmpty();
  }

  /** A rule that no class is subject to fails: it would prove nothing. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(false).check(CLASSES);
  }

  private static void only(String library, String... allowed) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(packages(Arrays.asList(allowed)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  private static GivenClassesConjunction outsideWiring() {
    return noClasses().that().resideOutsideOfPackage(in(WIRING));
  }

  /** Arrays have the package of what they are made of only since they have one at all. */
  private static DescribedPredicate<JavaClass> arrays() {
    return DescribedPredicate.describe(
        "primitives and arrays", type -> type.isPrimitive() || type.isArray());
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return DescribedPredicate.describe(name, type -> type.getName().equals(name));
  }

  /** The variant without a clock. */
  private static DescribedPredicate<JavaMethodCall> calls(String type, String method) {
    return DescribedPredicate.describe(
        type + "." + method + "()",
        call ->
            call.getTarget().getOwner().getName().equals(type)
                && call.getTarget().getName().equals(method)
                && call.getTarget().getRawParameterTypes().isEmpty());
  }

  private static String in(String name) {
    return BASE + "." + name + "..";
  }

  private static String[] packages(List<String> names) {
    return names.stream().map(ArchitectureTest::in).toArray(String[]::new);
  }

  private static List<String> both(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  private static String topPackage(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(BASE) ? "" : name.substring(BASE.length() + 1).split("\\.", 2)[0];
  }
}
