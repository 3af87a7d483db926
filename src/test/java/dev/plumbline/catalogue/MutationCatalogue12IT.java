package dev.plumbline.catalogue;

import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.PostgresVersion;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;

/** Directus 12 on PostgreSQL 18. Its server is its own: mutations of roles would meet in one. */
@Order(1)
class MutationCatalogue12IT extends MutationCatalogue {
  MutationCatalogue12IT(@TempDir Path folder) {
    super(DirectusVersion.V12, PostgresVersion.V18, folder);
  }
}
