package dev.plumbline.catalogue;

import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.PostgresVersion;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;

/** Directus 11 on PostgreSQL 14. Its server is its own: mutations of roles would meet in one. */
@Order(1)
class MutationCatalogue11IT extends MutationCatalogue {
  MutationCatalogue11IT(@TempDir Path folder) {
    super(DirectusVersion.V11, PostgresVersion.V14, folder);
  }
}
