package dev.plumbline;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of {@code docs/architecture.md}, and that this test looked at what they speak of. */
class ArchitectureTest {
  private static final String BASE = "dev.plumbline";
  private static final Path SOURCES = Path.of("src/main/java/dev/plumbline");
  private static final int LONGEST_FILE = 300;
  private static final int LARGEST_PACKAGE = 15;

  /** Pure packages, each with those of ours that it may import. */
  private static final Map<String, List<String>> PURE =
      new TreeMap<>(
          Map.of(
              "environment", List.of(),
              "severity", List.of(),
              "schema", List.of("environment", "severity"),
              "inventory", List.of("environment", "severity", "schema"),
              "path", List.of("schema"),
              "mismatch", List.of("environment", "severity", "schema", "inventory", "path"),
              "integrity", List.of("environment", "severity", "schema", "path"),
              "drift", List.of("environment", "severity", "schema", "inventory"),
              "finding",
                  List.of(
                      "environment",
                      "severity",
                      "schema",
                      "inventory",
                      "mismatch",
                      "integrity",
                      "drift",
                      "path")));

  private static final List<String> APPLICATION =
      List.of("configuration", "json", "memory", "replica", "watch", "scan", "monitor");
  private static final List<String> ADAPTERS = List.of("directus", "postgres", "store");
  private static final List<String> FACES = List.of("rest", "ops");

  /** Puts everything together, so that it may know everything. */
  private static final String WIRING = "wiring";

  /** Packages that are larger, each with its reason. */
  private static final Map<String, Integer> LARGER_PACKAGES =
      Map.of(
          // One algorithm with one door; parted, its innards would have to be public.
          "drift/differ", 22,
          // Likewise: a rule a file.
          "mismatch", 25,
          // All that is remembered, and the ports to it.
          "memory", 17,
          // One poll and what is told of it; parted, its innards would have to be public.
          "monitor", 21,
          // A face a file.
          "ops", 16,
          // One scan; parted, its innards would have to be public.
          "scan/work", 20,
          // One order of locks over all tables; parted, anybody could write SQL to them.
          "store", 30,
          // A form a file, over one reader.
          "store/form", 16);

  /** Files that are longer, each with its reason. */
  private static final Map<String, Integer> LONGER_FILES =
      Map.of(
          // One catalog and one list of checks, of which every part is a few lines.
          "schema/Catalog.java", 445, "integrity/Check.java", 310);

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @Test
  void everyPackageOfTheDesignIsLookedAt() {
    Set<String> seen =
        CLASSES.stream()
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .map(ArchitectureTest::topPackage)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> designed = new TreeSet<>(PURE.keySet());
    designed.addAll(APPLICATION);
    designed.addAll(ADAPTERS);
    designed.addAll(FACES);
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
                resideInAnyPackage(packages(List.of("configuration", "environment", "drift")))
                    .or(resideInAnyPackage("java.lang..", "java.util..", "java.time.."))
                    .or(resideInAnyPackage("java.nio.file..", "java.io..", "java.text.."))
                    .or(named("org.quartz.CronExpression"))
                    .or(named("java.net.URLDecoder"))
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
  void packagesAreFreeOfCycles() {
    slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void librariesStayWhereTheyBelong() {
    only("com.fasterxml.jackson..", "json", "rest", "store", "directus");
    only("java.sql..", "postgres", "store", WIRING);
    only("javax.sql..", "postgres", "store", WIRING);
    only("java.net.http..", "directus");
    only("jakarta.ws.rs..", "rest", "directus");
    only("io.micrometer..", "ops", "rest");
    only("org.eclipse.microprofile.health..", "ops");
    only("org.flywaydb..", "store", WIRING);
    // The one grammar of cron expressions is the scheduler's.
    only("org.quartz..", "configuration", WIRING);
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
    packages
        .entrySet()
        .removeIf(
            entry ->
                entry.getValue() <= LARGER_PACKAGES.getOrDefault(entry.getKey(), LARGEST_PACKAGE));

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
