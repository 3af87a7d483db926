package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.DatabaseProperties;
import dev.plumbline.catalog.DirectusRole;
import dev.plumbline.catalog.DirectusRole.Limit;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.postgres.catalog.CatalogQueries;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.ReadSession;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read of the role that Directus connects as, by a role that has no privileges itself. */
class RoleTest {
  private final TestDatabase database = TestDatabase.create(Laboratory.shared().postgres());
  private final String cms = "Cms " + database.name();
  private final String group = "Group " + database.name();

  @BeforeEach
  void roles() {
    database.run(
        """
        CREATE ROLE "%1$s" LOGIN; CREATE ROLE "%2$s";
        CREATE TABLE notes (id serial PRIMARY KEY, number integer GENERATED ALWAYS AS IDENTITY,
          title text);
        ALTER TABLE directus_fields OWNER TO "%1$s";
        """
            .formatted(cms, group));
  }

  @AfterEach
  void drop() {
    database.run("DROP OWNED BY \"%s\", \"%s\"".formatted(cms, group));
    database.close();
    Laboratory.shared().postgres().dropRole(cms);
    Laboratory.shared().postgres().dropRole(group);
  }

  @Test
  void superuserHasNoLimits() {
    database.run("ALTER TABLE directus_fields OWNER TO postgres");

    assertThat(role(Optional.empty()).orElseThrow())
        .isEqualTo(new DirectusRole("postgres", false, true, true, true, List.of()));
  }

  @Test
  void otherDirectusIsASchemaWithBothTables() {
    database.run(
        """
        CREATE SCHEMA "Old"; CREATE TABLE "Old".directus_collections ();
        CREATE VIEW "Old".directus_fields AS SELECT 1 AS one;
        CREATE SCHEMA imported; CREATE TABLE imported.directus_users ()
        """);
    assertThat(surroundings(Optional.empty()).otherDirectus()).isEmpty();

    database.run(
        """
        DROP VIEW "Old".directus_fields; CREATE TABLE "Old".directus_fields ()
        """);
    assertThat(surroundings(Optional.empty()).otherDirectus()).containsExactly("Old");
  }

  @Test
  void ownerOfTheFieldsIsGuessed() {
    DirectusRole role = role(Optional.empty()).orElseThrow();

    assertThat(role.name()).isEqualTo(cms);
    assertThat(role.configured()).isFalse();
    assertThat(role.createsTables()).isFalse();
    assertThat(limit(role, "directus_fields")).isEmpty();
    assertThat(limit(role, "notes"))
        .contains(
            new Limit(
                "notes",
                List.of("SELECT", "INSERT", "UPDATE", "DELETE"),
                List.of("notes_id_seq"),
                List.of(),
                Optional.of("postgres"),
                false));
  }

  @Test
  void ownerThatMayNotLogInIsNobody() {
    database.run("ALTER TABLE directus_fields OWNER TO \"%s\"".formatted(group));

    assertThat(role(Optional.empty())).isEmpty();
    assertThat(role(Optional.of(cms)).orElseThrow().configured()).isTrue();
    assertThat(role(Optional.of("nobody ?"))).contains(DirectusRole.missing("nobody ?"));
  }

  @Test
  void whatIsInheritedCounts() {
    database.run(
        """
        GRANT ALL ON SCHEMA public TO "%2$s"; ALTER TABLE notes OWNER TO "%2$s";
        GRANT "%2$s" TO "%1$s"
        """
            .formatted(cms, group));

    DirectusRole role = role(Optional.empty()).orElseThrow();
    assertThat(role.createsTables()).isTrue();
    assertThat(limit(role, "notes")).isEmpty();
  }

  @Test
  void privilegesOnEveryColumnAreAsGood() {
    database.run(
        """
        GRANT SELECT (id, number, title), INSERT (id, title), DELETE ON notes TO "%1$s";
        GRANT UPDATE ON SEQUENCE notes_id_seq TO "%1$s"
        """
            .formatted(cms));

    assertThat(limit(role(Optional.empty()).orElseThrow(), "notes").orElseThrow())
        .isEqualTo(
            new Limit(
                "notes",
                List.of("INSERT", "UPDATE"),
                List.of(),
                List.of(),
                Optional.of("postgres"),
                false));
  }

  @Test
  void functionOfADefaultMayBeOutOfReach() {
    database.run(
        """
        CREATE FUNCTION slug() RETURNS text LANGUAGE sql AS 'SELECT ''x''';
        REVOKE ALL ON FUNCTION slug() FROM public;
        ALTER TABLE notes ALTER title SET DEFAULT slug(), OWNER TO "%1$s";
        """
            .formatted(cms));

    assertThat(limit(role(Optional.empty()).orElseThrow(), "notes").orElseThrow())
        .isEqualTo(
            new Limit("notes", List.of(), List.of(), List.of("slug()"), Optional.empty(), false));
  }

  @Test
  void rowsAreHiddenFromWhomSecurityAppliesTo() {
    database.run(
        """
        GRANT ALL ON notes, notes_id_seq TO "%1$s"; ALTER TABLE notes ENABLE ROW LEVEL SECURITY
        """
            .formatted(cms));
    assertThat(role(Optional.empty()).orElseThrow().isHiddenIn("notes")).isTrue();

    database.run("ALTER TABLE notes OWNER TO \"%s\"".formatted(cms));
    assertThat(role(Optional.empty()).orElseThrow().isHiddenIn("notes")).isFalse();

    database.run("ALTER TABLE notes FORCE ROW LEVEL SECURITY");
    assertThat(role(Optional.empty()).orElseThrow().isHiddenIn("notes")).isTrue();

    database.run("ALTER ROLE \"%s\" BYPASSRLS".formatted(cms));
    assertThat(role(Optional.empty()).orElseThrow().isHiddenIn("notes")).isFalse();
  }

  private Optional<DirectusRole> role(Optional<String> configured) {
    return surroundings(configured).role();
  }

  private DatabaseProperties surroundings(Optional<String> configured) {
    Database settings = database.settings();
    DatabaseTarget target =
        new DatabaseTarget(
            new Database(
                settings.url(),
                settings.username(),
                settings.password(),
                settings.schema(),
                Optional.empty(),
                configured));
    Duration limit = Duration.ofSeconds(30);
    try (Connection connection = Connector.connect(target, limit)) {
      return CatalogQueries.run(ReadSession.begin(connection, target, limit))
          .objects()
          .properties();
    } catch (SQLException | UnreadableException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<Limit> limit(DirectusRole role, String table) {
    return role.limits().stream().filter(limit -> limit.table().equals(table)).findFirst();
  }
}
