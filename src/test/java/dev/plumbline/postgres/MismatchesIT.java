package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.mismatch.CatalogReading;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Directus makes itself agrees with itself. */
class MismatchesIT {
  static Stream<Arguments> untouched() {
    return Stream.of(DirectusVersion.values())
        .flatMap(
            version ->
                Stream.of(Template.BOOTSTRAPPED, Template.MODEL)
                    .map(template -> Arguments.of(version, template)));
  }

  @ParameterizedTest
  @MethodSource("untouched")
  void whatDirectusMakesTellsNothing(DirectusVersion version, Template template) {
    try (LabEnvironment environment = Laboratory.shared().stopped(version, template)) {
      CatalogReading reading =
          Watching.of(
                  environment.jdbcUrl(), environment.readerUsername(), environment.readerPassword())
              .read()
              .catalog();

      assertThat(reading.mismatches()).isEmpty();
      assertThat(reading.harmless()).isEmpty();
    }
  }
}
