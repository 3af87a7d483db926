package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.inventory.InventoryBuilder;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.Metadata;
import dev.plumbline.model.rebuild.SnapshotBuilder;
import dev.plumbline.postgres.catalog.CatalogQueries;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.ReadSession;
import java.sql.Connection;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real Directus makes is no object of the inventory, but for its own tables. */
class InventoryIT {
  private static final Set<ObjectKind> OF_ITS_TABLES =
      EnumSet.of(
          ObjectKind.TABLE,
          ObjectKind.COLUMN,
          ObjectKind.UNIQUE_CONSTRAINT,
          ObjectKind.FOREIGN_KEY);

  @ParameterizedTest
  @EnumSource
  void freshlyBootstrappedDirectusHasItsOwnTablesAlone(DirectusVersion version) throws Exception {
    assertThat(inventory(version, Template.BOOTSTRAPPED))
        .isNotEmpty()
        .allSatisfy(
            id -> {
              assertThat(id.kind()).isIn(OF_ITS_TABLES);
              assertThat(id.table()).startsWith("directus_");
            });
  }

  @ParameterizedTest
  @EnumSource
  void modelMadeThroughTheApiHasNothingElseButDefaultsAndFlows(DirectusVersion version)
      throws Exception {
    assertThat(inventory(version, Template.MODEL))
        .isEqualTo(inventory(version, Template.BOOTSTRAPPED));
  }

  private static List<ObjectId> inventory(DirectusVersion version, Template template)
      throws Exception {
    try (LabEnvironment environment = Laboratory.shared().stopped(version, template)) {
      DatabaseTarget target =
          new DatabaseTarget(
              new Database(
                  environment.jdbcUrl(),
                  environment.readerUsername(),
                  new Secret.Literal(environment.readerPassword()),
                  "public"));
      Duration limit = Duration.ofSeconds(60);
      try (Connection connection = Connector.connect(target, limit)) {
        ReadSession session = ReadSession.begin(connection, target, limit);
        Catalog catalog = CatalogQueries.run(session);
        Metadata metadata = MetadataQueries.start(session).get();
        return InventoryBuilder.build(
                new ContentModel(
                    catalog,
                    metadata,
                    SnapshotBuilder.build(catalog, metadata, JsonText::readAsJavaScript)))
            .objects()
            .entrySet()
            .stream()
            .filter(object -> !isDefault(object.getValue()))
            .map(Map.Entry::getKey)
            .filter(id -> id.kind() != ObjectKind.FLOW && !isOfTheLaboratory(id))
            .toList();
      }
    }
  }

  /** A snapshot shows defaults, though not always as they are. */
  private static boolean isDefault(JsonObject definition) {
    return definition.members().keySet().equals(Set.of("columns", "default"));
  }

  /** The reader of the database that the template was made in still has its grants in a copy. */
  private static boolean isOfTheLaboratory(ObjectId id) {
    return id.kind() == ObjectKind.GRANT && id.name().matches("v1[12]_template_model_\\d+_reader");
  }
}
