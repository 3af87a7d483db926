package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.schema.SnapshotJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LaboratoryIT {
  private final Laboratory laboratory = Laboratory.shared();

  @ParameterizedTest
  @EnumSource
  void bootstrappedEnvironmentRuns(DirectusVersion version) {
    long a = System.nanoTime();
    try (var environment = laboratory.environment(version, Template.BOOTSTRAPPED)) {
      System.out.println("first " + (System.nanoTime() - a) / 1e9);
      assertThat(SnapshotJson.read(environment.directus().snapshot()).collections()).isEmpty();
      long b = System.nanoTime();
      environment.stop();
      System.out.println("stop " + (System.nanoTime() - b) / 1e9);
      b = System.nanoTime();
      environment.start();
      System.out.println("start " + (System.nanoTime() - b) / 1e9);
      System.out.println(environment.log());
    }
  }

  @ParameterizedTest
  @EnumSource
  void model(DirectusVersion version) throws Exception {
    long a = System.nanoTime();
    try (var environment = laboratory.environment(version, Template.MODEL)) {
      System.out.println("first model " + (System.nanoTime() - a) / 1e9);
      var snapshot = environment.directus().snapshot();
      System.out.println(SnapshotJson.read(snapshot).collections().size());
      java.nio.file.Files.writeString(
          java.nio.file.Path.of("/tmp/snap-" + version + ".json"),
          dev.plumbline.schema.CanonicalJson.write(snapshot));
      System.out.println(
          environment
              .database()
              .owner()
              .rows(
                  "select relname, n_live_tup from pg_stat_user_tables where relname not like 'directus%' or n_live_tup>0 order by 1"));
      System.out.println(environment.log());
      if (version == DirectusVersion.V12)
        System.out.println(environment.directus().get("/license"));
    }
  }
}
