package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Action;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Constraint.Check;
import dev.plumbline.catalog.Catalog.Constraint.Exclusion;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Constraint.PrimaryKey;
import dev.plumbline.catalog.Catalog.Constraint.Unique;
import dev.plumbline.catalog.Catalog.Enforcement;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.IndexForm;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.Origin;
import dev.plumbline.catalog.SchemaObjects.Extension;
import dev.plumbline.catalog.SchemaObjects.Owner;
import dev.plumbline.catalog.SchemaObjects.Routine;
import dev.plumbline.catalog.SchemaObjects.Sequence;
import dev.plumbline.catalog.SchemaObjects.UserType;
import dev.plumbline.catalog.TableDetails;
import dev.plumbline.catalog.TableDetails.Firing;
import dev.plumbline.catalog.TableDetails.Grant;
import dev.plumbline.catalog.TableDetails.PartitionOf;
import dev.plumbline.catalog.TableDetails.Policy;
import dev.plumbline.catalog.TableDetails.RowSecurity;
import dev.plumbline.catalog.TableDetails.Trigger;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CatalogQueriesTest {
  private static final TestDatabase DATABASE = TestDatabase.create(Laboratory.shared().postgres());
  private static Catalog catalog = new Catalog(List.of());

  @BeforeAll
  static void read() throws SQLException, UnreadableException {
    DATABASE.run(EveryKind.SQL.formatted(DATABASE.readerSql()));
    catalog = catalog(DATABASE);
  }

  @AfterAll
  static void drop() {
    DATABASE.close();
  }

  /** As the role with no more rights than Plumbline asks for. */
  static Catalog catalog(TestDatabase database) throws SQLException, UnreadableException {
    DatabaseTarget target = new DatabaseTarget(database.settings());
    Duration limit = Duration.ofSeconds(30);
    try (Connection connection = Connector.connect(target, limit)) {
      return CatalogQueries.run(ReadSession.begin(connection, target, limit));
    }
  }

  @Test
  void tablesOfEveryKindAreRead() {
    assertThat(catalog.tables())
        .extracting(Table::name)
        .containsExactly(
            "directus_collections",
            "directus_fields",
            "directus_relations",
            "directus_migrations",
            "authors",
            "pages",
            "odd",
            "hurried",
            "seen",
            "kept",
            "years",
            "years_1",
            "member");
    assertThat(table("kept").kind()).isEqualTo(Kind.MATERIALIZED_VIEW);
    assertThat(table("years").kind()).isEqualTo(Kind.PARTITIONED_TABLE);
    assertThat(table("years").primaryKey()).containsExactly("id", "year");
  }

  @Test
  void columnsAreRead() {
    assertThat(table("odd").columns())
        .contains(
            new Column(
                "n", new ColumnType("integer", -1), false, new ColumnValue.Identity(true), true),
            new Column("amount", of("positive", Optional.empty()), true, unset(), false),
            new Column("name", new ColumnType("text", -1), true, unset(), false, Optional.of("C")),
            new Column("email", of("citext", Optional.of("citext")), true, unset(), false));
  }

  private static ColumnType of(String type, Optional<String> extension) {
    return new ColumnType(type, -1, Optional.of(new Origin(type, Optional.empty(), extension)));
  }

  private static ColumnValue unset() {
    return ColumnValue.Unset.UNSET;
  }

  @Test
  void constraintsAreRead() {
    assertThat(table("odd").constraints())
        .containsExactlyInAnyOrder(
            new PrimaryKey("odd_pkey", List.of("id")),
            new Check("amount_of_n", List.of("amount", "n"), "((amount)::integer < n)", true),
            new Check("never", List.of(), "false", false),
            new Unique("two", List.of("page", "other"), "UNIQUE (page, other)"),
            new Unique("later", List.of("n"), "UNIQUE (n) DEFERRABLE INITIALLY DEFERRED"),
            new Exclusion(
                "apart", List.of("name"), "EXCLUDE USING btree (name WITH =, lower(name) WITH =)"),
            key("odd_parent_fkey", "parent", "parents", true, Enforcement.FULL),
            key("page_key", "page", "pages", false, new Enforcement(false, true, false)),
            // Its own triggers fire; those of the other table do not.
            key("other_key", "other", "authors", false, new Enforcement(true, false, true)));
  }

  private static Constraint key(
      String name, String column, String table, boolean elsewhere, Enforcement how) {
    return new ForeignKey(
        name,
        List.of(column),
        table,
        elsewhere,
        List.of("id"),
        Action.NO_ACTION,
        Action.NO_ACTION,
        how);
  }

  @Test
  void indexesAreRead() {
    assertThat(table("odd").indexes())
        .contains(
            new Index(
                "odd_pkey",
                true,
                List.of(Optional.of("id")),
                new IndexForm("btree", 1, true, Optional.empty(), true, "")),
            new Index(
                "partly",
                true,
                List.of(Optional.of("name"), Optional.of("n")),
                new IndexForm(
                    "btree",
                    1,
                    true,
                    Optional.of("(n > 3)"),
                    false,
                    "CREATE UNIQUE INDEX partly ON public.odd USING btree (name DESC)"
                        + " INCLUDE (n) WHERE (n > 3)")),
            new Index(
                "lowered",
                false,
                List.of(Optional.empty(), Optional.of("id")),
                new IndexForm(
                    "btree",
                    2,
                    true,
                    Optional.empty(),
                    false,
                    "CREATE INDEX lowered ON public.odd USING btree (lower(name), id)")));
    assertThat(table("odd").indexes())
        .filteredOn(index -> index.form().ofConstraint())
        .extracting(Index::name)
        .containsExactlyInAnyOrder("odd_pkey", "two", "later", "apart");
  }

  @Test
  void triggersAreReadWithoutTheirArguments() {
    List<Trigger> triggers = table("odd").details().triggers();

    assertThat(triggers).extracting(Trigger::name).containsExactly("reported", "touched");
    assertThat(triggers.get(0).firing()).isEqualTo(Firing.DISABLED);
    assertThat(triggers.get(0).definition())
        .matches(
            "CREATE TRIGGER reported AFTER INSERT ON odd FOR EACH ROW EXECUTE FUNCTION"
                + " touch\\(SHA-256 [0-9a-f]{64}\\)");
    assertThat(triggers.get(1))
        .isEqualTo(
            new Trigger(
                "touched",
                "CREATE TRIGGER touched BEFORE UPDATE ON odd FOR EACH ROW WHEN ((new.n > 1))"
                    + " EXECUTE FUNCTION touch()",
                Firing.ALWAYS));
  }

  @Test
  void rowSecurityIsRead() {
    assertThat(table("odd").details().rowSecurity())
        .isEqualTo(
            new RowSecurity(
                true,
                true,
                List.of(
                    new Policy(
                        "all_of_it",
                        true,
                        "ALL",
                        List.of("public"),
                        Optional.of("true"),
                        Optional.empty()),
                    new Policy(
                        "mine",
                        false,
                        "UPDATE",
                        List.of(DATABASE.reader(), "pg_monitor"),
                        Optional.of("(n > 1)"),
                        Optional.of("(n > 2)")))));
  }

  @Test
  void grantsAreReadButForThoseOfTheOwnerAndOurOwn() {
    assertThat(table("odd").details().grants())
        .containsExactly(
            new Grant("pg_monitor", "SELECT", true, Optional.empty()),
            new Grant("pg_monitor", "UPDATE", false, Optional.of("name")),
            new Grant("public", "INSERT", false, Optional.empty()),
            new Grant("public", "SELECT", false, Optional.empty()));
    assertThat(table("directus_fields").details()).isSameAs(TableDetails.NONE);
  }

  @Test
  void viewsPartitionsAndMembersOfExtensionsAreRead() {
    assertThat(table("hurried").details().unlogged()).isTrue();
    assertThat(table("seen").details().definition())
        .contains(
            """
            WITH (security_barrier=true) AS
            SELECT odd.id,
                parents.label
               FROM (odd
                 JOIN more.parents ON ((parents.id = odd.parent)));\
            """);
    assertThat(table("kept").details().definition().orElse("")).startsWith("SELECT count(*) AS n");
    assertThat(table("years").details().partitionKey()).contains("RANGE (year)");
    assertThat(table("years_1").details().partitionOf())
        .contains(new PartitionOf("years", "FOR VALUES FROM (1) TO (10)"));
    assertThat(table("member").details().extension()).contains("citext");
  }

  @Test
  void routinesAreReadAsHashes() {
    assertThat(catalog.objects().routines())
        .extracting(Routine::signature, Routine::language)
        .containsExactly(
            tuple("tidy()", "sql"),
            tuple("total(integer)", "internal"),
            tuple("touch()", "plpgsql"),
            tuple("twice(integer, text)", "sql"));
    assertThat(catalog.objects().routines())
        .allSatisfy(routine -> assertThat(routine.definition()).matches("[0-9a-f]{64}"))
        .extracting(Routine::definition)
        .doesNotHaveDuplicates();
  }

  @Test
  void typesAreRead() {
    assertThat(catalog.objects().types())
        .containsExactly(
            new UserType.EnumType("mood", List.of("sad", "glad")),
            new UserType.OtherType("pair", "a integer, \"B\" character varying(20)"),
            new UserType.Domain(
                "positive",
                new ColumnType("integer", -1),
                false,
                Optional.of("1"),
                List.of("CHECK ((VALUE < 1000))", "CHECK ((VALUE > 0))")),
            new UserType.OtherType("span", "RANGE OF integer"));
  }

  @Test
  void sequencesAreReadWithTheirOwners() {
    assertThat(catalog.objects().sequences())
        .contains(
            new Sequence("numbers", "integer", 5, 2, 1, 99, 3, true, Optional.empty()),
            new Sequence(
                "owned",
                "bigint",
                1,
                1,
                1,
                Long.MAX_VALUE,
                1,
                false,
                Optional.of(new Owner("odd", "other"))))
        .extracting(Sequence::name)
        .containsExactly(
            "authors_id_seq",
            "directus_fields_id_seq",
            "directus_relations_id_seq",
            "hurried_id_seq",
            "numbers",
            "odd_n_seq",
            "owned",
            "pages_id_seq");
  }

  @Test
  void extensionsAndSchemasAreRead() {
    assertThat(catalog.objects().extensions())
        .extracting(Extension::name, Extension::schema)
        .containsExactly(tuple("citext", "public"), tuple("plpgsql", "pg_catalog"));
    assertThat(catalog.objects().schemas()).containsExactly("more", "public");
  }

  @Test
  void schemaOfAnotherNameReadsTheSame() throws SQLException, UnreadableException {
    try (TestDatabase other =
        TestDatabase.create(Laboratory.shared().postgres(), "Other \"schema\"")) {
      other.run(
          "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
              + "CREATE TRIGGER touched BEFORE UPDATE ON pages EXECUTE FUNCTION touch();"
              + "CREATE VIEW seen AS SELECT pages.id FROM pages;");

      Catalog read = catalog(other);

      assertThat(read.objects().routines())
          .containsExactly(
              catalog.objects().routines().stream()
                  .filter(routine -> routine.signature().equals("touch()"))
                  .findFirst()
                  .orElseThrow());
      assertThat(read.tables())
          .filteredOn(table -> table.name().equals("pages") || table.name().equals("seen"))
          .extracting(Table::details)
          .allSatisfy(details -> assertThat(details.toString()).doesNotContain("Other"));
    }
  }

  private static Table table(String name) {
    return catalog.tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
