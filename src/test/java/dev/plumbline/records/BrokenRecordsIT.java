package dev.plumbline.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every record that is broken is reported with the exact count and keys, nothing else is, and
 * nothing is left of it when it is repaired. One service watches an environment of each version.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenRecordsIT {
  private static final String TOKEN = "broken-records-it";

  private final Map<DirectusVersion, LabEnvironment> environments = new LinkedHashMap<>();
  private final ServiceProcess service;
  private final Watch watch;
  private final ReportedRecords reported;

  BrokenRecordsIT(@TempDir Path folder) {
    ServiceConfiguration configuration = new ServiceConfiguration();
    for (DirectusVersion version : DirectusVersion.values()) {
      LabEnvironment environment = Laboratory.shared().stopped(version, Template.MODEL);
      environments.put(version, environment);
      configuration
          .environment(name(version), "staging", environment)
          .polling(name(version), "1h", "0s");
    }
    configuration.token("tests", "admin", TOKEN).store(folder.resolve("data"));
    service = new ServiceProcess(folder, configuration.keys(), TOKEN, List.of());
    watch = new Watch(service);
    reported = new ReportedRecords(service.api());
  }

  @BeforeAll
  void start() {
    environments.values().parallelStream().forEach(LabEnvironment::start);
    service.start();
  }

  @AfterAll
  void stop() {
    service.close();
    environments.values().forEach(LabEnvironment::close);
  }

  @ParameterizedTest
  @EnumSource
  void everyBrokenRecordIsReportedAndNothingElse(DirectusVersion version) {
    String name = name(version);
    LabEnvironment environment = Objects.requireNonNull(environments.get(version));
    Sql database = environment.database().owner();
    scan(name);
    assertThat(reported.unknown(name)).isEmpty();
    assertThat(reported.violations(name)).isEmpty();

    List<PlantedCase> cases = PlantedCase.all();
    cases.forEach(planted -> planted.plant(database));
    Runnable missing = MissingFile.plant(environment);
    List<String> expected =
        Stream.concat(
                cases.stream().flatMap(planted -> planted.violations(database).stream()),
                Stream.of(MissingFile.violation(environment)))
            .sorted()
            .toList();
    scan(name);

    assertThat(reported.unknown(name).stream().map(line -> line.split(":", 2)[0]))
        .containsExactlyElementsOf(
            cases.stream().flatMap(planted -> planted.unknown().stream()).sorted().toList());
    assertThat(reported.violations(name)).isEqualTo(expected);
    assertThat(reported.findings(name)).isEqualTo(expected);
    assertThat(reported.shownBySql(name, database)).isEqualTo(expected);

    cases.reversed().forEach(planted -> planted.repair(database));
    missing.run();
    scan(name);

    assertThat(reported.unknown(name)).isEmpty();
    assertThat(reported.violations(name)).isEmpty();
    assertThat(reported.findings(name)).isEmpty();
  }

  private void scan(String name) {
    watch.scan(name);
    assertThat(watch.lastScan(name).get("state").textOr("")).isEqualTo("done");
  }

  private static String name(DirectusVersion version) {
    return version.name().toLowerCase(Locale.ROOT);
  }
}
