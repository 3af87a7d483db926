package dev.plumbline.directus;

import static dev.plumbline.directus.Asking.PATIENT;
import static dev.plumbline.directus.Asking.STAGING;
import static dev.plumbline.directus.Asking.directus;
import static dev.plumbline.directus.Asking.failure;
import static dev.plumbline.directus.Asking.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.configuration.Secret;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.FileBinaries;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Binaries of real Directus, on its disk and gone from there. */
class FileBinariesIT {
  private static final String NOBODY_TOKEN = "nobody-of-the-laboratory";

  @ParameterizedTest
  @EnumSource
  void exactlyWhatIsMissingFromTheStorageIsMissing(DirectusVersion version) {
    try (LabEnvironment environment =
        Laboratory.shared().environment(version, Template.BOOTSTRAPPED)) {
      String kept = environment.directus().upload("kept.txt", "text/plain", "kept ".repeat(5000));
      String image = environment.directus().upload("image.svg", "image/svg+xml", "<svg/>");
      String gone = environment.directus().upload("gone.txt", "text/plain", "gone");
      DirectusHttp directus = asking(environment, environment.adminToken());
      assertThat(value(directus.missing(STAGING, List.of(kept, image, gone)))).isEmpty();

      environment.deleteBinary(gone);

      assertThat(value(directus.missing(STAGING, List.of(kept, image, gone))))
          .containsExactly(gone);
      assertThat(value(directus.missing(STAGING, List.of(gone)))).containsExactly(gone);
      assertThat(
              failure(directus.missing(STAGING, List.of(kept, UUID.randomUUID().toString())))
                  .reason())
          .isEqualTo(Reason.FORBIDDEN);

      environment
          .directus()
          .post(
              "/users",
              "{\"email\": \"nobody@example.com\", \"password\": \"nobody-1234\", \"token\": \""
                  + NOBODY_TOKEN
                  + "\"}");
      assertThat(
              failure(asking(environment, NOBODY_TOKEN).missing(STAGING, List.of(kept, gone)))
                  .reason())
          .isEqualTo(Reason.FORBIDDEN);

      assertThat(value(directus.storage(STAGING, List.of(gone, kept))))
          .isEqualTo(FileBinaries.Storage.SERVED);
      assertThat(value(directus.storage(STAGING, List.of(gone))))
          .isEqualTo(FileBinaries.Storage.REFUSED);
      environment.sql("UPDATE directus_files SET storage = 's3' WHERE id = '" + image + "'");
      assertThat(value(directus.storage(STAGING, List.of(image))))
          .isEqualTo(FileBinaries.Storage.OUT_OF_REACH);
      assertThat(value(directus.missing(STAGING, List.of(kept, gone)))).containsExactly(gone);
      environment.sql("UPDATE directus_files SET storage = 'local' WHERE id = '" + image + "'");

      environment.deleteBinary(kept);
      environment.deleteBinary(image);

      assertThat(failure(directus.missing(STAGING, List.of(kept, image, gone))).reason())
          .isEqualTo(Reason.UNAVAILABLE);
    }
  }

  private static DirectusHttp asking(LabEnvironment environment, String token) {
    return directus(
        URI.create(environment.directusUrl()), Optional.of(new Secret.Literal(token)), PATIENT);
  }
}
