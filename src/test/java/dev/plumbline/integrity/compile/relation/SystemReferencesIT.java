package dev.plumbline.integrity.compile.relation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The references of Directus's own tables are those for which both versions make foreign keys. */
class SystemReferencesIT {
  private static final String FOREIGN_KEYS =
      """
      SELECT k.conrelid::regclass || '.' || a.attname || ' ' || k.confrelid::regclass
        FROM pg_constraint k
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
       WHERE k.contype = 'f' AND k.conrelid::regclass::text LIKE 'directus\\_%'
      """;

  /** Reported by other checks and mismatches. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "directus_collections.group directus_collections",
          "directus_shares.collection directus_collections",
          "directus_versions.collection directus_collections");

  @Test
  void everyForeignKeyOfBothVersionsIsAReference() {
    Set<String> foreignKeys =
        Stream.of(DirectusVersion.values())
            .flatMap(version -> foreignKeys(version).stream())
            .filter(key -> !LEFT_OUT.contains(key))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(SystemReferences.ALL)
        .filteredOn(reference -> !reference.isPersonal())
        .extracting(of -> of.table() + "." + of.column() + " " + of.parent())
        .containsExactlyElementsOf(foreignKeys);
  }

  private static List<String> foreignKeys(DirectusVersion version) {
    try (LabEnvironment environment = Laboratory.shared().stopped(version, Template.BOOTSTRAPPED)) {
      return environment.database().owner().rows(FOREIGN_KEYS);
    }
  }
}
