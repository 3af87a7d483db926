package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.json.JsonText;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.mismatch.Mismatches;
import dev.plumbline.postgres.catalog.CatalogQueries;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.Session;
import dev.plumbline.postgres.session.Target;
import dev.plumbline.schema.Catalog;
import dev.plumbline.schema.Metadata;
import dev.plumbline.schema.rebuild.SnapshotBuilder;
import java.sql.Connection;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Directus makes itself agrees with itself. */
class MismatchesIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  static Stream<Arguments> untouched() {
    return Stream.of(DirectusVersion.values())
        .flatMap(
            version ->
                Stream.of(Template.BOOTSTRAPPED, Template.MODEL)
                    .map(template -> Arguments.of(version, template)));
  }

  @ParameterizedTest
  @MethodSource("untouched")
  void whatDirectusMakesTellsNothing(DirectusVersion version, Template template) throws Exception {
    try (LabEnvironment environment = Laboratory.shared().stopped(version, template)) {
      CatalogReading reading = read(environment);

      assertThat(reading.mismatches()).isEmpty();
      assertThat(reading.harmless()).isEmpty();
    }
  }

  static CatalogReading read(LabEnvironment environment) throws Exception {
    Target target =
        new Target(
            new Database(
                environment.jdbcUrl(),
                environment.readerUsername(),
                new Secret.Literal(environment.readerPassword()),
                "public"));
    try (Connection connection = Connector.connect(target, LIMIT)) {
      Session session = Session.begin(connection, target, LIMIT);
      Catalog catalog = CatalogQueries.run(session);
      Metadata metadata = MetadataQueries.run(session);
      return Mismatches.read(
          catalog, metadata, SnapshotBuilder.build(catalog, metadata, JsonText::readAsJavaScript));
    }
  }
}
