package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.inventory.InventoryBuilder;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.postgres.catalog.CatalogQueries;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.Session;
import dev.plumbline.postgres.session.Target;
import dev.plumbline.watch.UnreadableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real Directus makes is no object of the inventory. */
class InventoryIT {
  @ParameterizedTest
  @EnumSource
  void freshlyBootstrappedDirectusHasWhatItsOwnTablesHave(DirectusVersion version)
      throws SQLException, UnreadableException {
    assertThat(inventory(version, Template.BOOTSTRAPPED)).containsExactlyElementsOf(own(version));
  }

  @ParameterizedTest
  @EnumSource
  void modelMadeThroughTheApiHasNothingElse(DirectusVersion version)
      throws SQLException, UnreadableException {
    assertThat(inventory(version, Template.MODEL)).containsExactlyElementsOf(own(version));
  }

  private static List<String> own(DirectusVersion version) {
    return switch (version) {
      case V11 ->
          List.of(
              "unique_constraint directus_deployment_projects."
                  + "directus_deployment_projects_deployment_external_id_unique");
      case V12 ->
          List.of(
              "unique_constraint directus_deployment_projects."
                  + "directus_deployment_projects_deployment_external_id_unique",
              "unique_constraint directus_oauth_consents."
                  + "directus_oauth_consents_user_client_redirect_uri_unique",
              "unique_constraint directus_oauth_tokens."
                  + "directus_oauth_tokens_client_user_unique");
    };
  }

  private static List<String> inventory(DirectusVersion version, Template template)
      throws SQLException, UnreadableException {
    try (LabEnvironment environment = Laboratory.shared().stopped(version, template)) {
      Target target =
          new Target(
              new Database(
                  environment.jdbcUrl(),
                  environment.readerUsername(),
                  new Secret.Literal(environment.readerPassword()),
                  "public"));
      Duration limit = Duration.ofSeconds(60);
      try (Connection connection = Connector.connect(target, limit)) {
        Session session = Session.begin(connection, target, limit);
        return InventoryBuilder.build(CatalogQueries.run(session), MetadataQueries.run(session))
            .objects()
            .keySet()
            .stream()
            .filter(id -> !isOfTheLaboratory(id))
            .map(InventoryIT::line)
            .toList();
      }
    }
  }

  /** The reader of the database that the template was made in still has its grants in a copy. */
  private static boolean isOfTheLaboratory(ObjectId id) {
    return id.kind() == ObjectKind.GRANT && id.name().matches("v1[12]_template_model_\\d+_reader");
  }

  private static String line(ObjectId id) {
    return id.kind().label() + " " + (id.table().isEmpty() ? "" : id.table() + ".") + id.name();
  }
}
