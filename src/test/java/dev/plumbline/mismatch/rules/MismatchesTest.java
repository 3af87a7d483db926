package dev.plumbline.mismatch.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog.Enforcement;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.TableDetails;
import dev.plumbline.catalog.TableDetails.RowSecurity;
import dev.plumbline.mismatch.Below;
import dev.plumbline.mismatch.Case;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.mismatch.CollectionCases;
import dev.plumbline.mismatch.ColumnCases;
import dev.plumbline.mismatch.KnownDefault;
import dev.plumbline.mismatch.KnownDefault.Outcome;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.mismatch.MismatchCode;
import dev.plumbline.mismatch.NameCases;
import dev.plumbline.mismatch.NullCases;
import dev.plumbline.mismatch.RelationCases;
import dev.plumbline.mismatch.RenameCases;
import dev.plumbline.mismatch.ReservedCases;
import dev.plumbline.mismatch.RoleCases;
import dev.plumbline.mismatch.wellknown.WellKnownObject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class MismatchesTest {
  public static List<Case> cases() {
    return Stream.of(
            CollectionCases.all(),
            ReservedCases.all(),
            NullCases.all(),
            RenameCases.all(),
            ColumnCases.all(),
            RelationCases.all(),
            NameCases.all(),
            RoleCases.all())
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void whatAgreesTellsNothing() {
    assertThat(new Below().reported()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachCauseIsReportedOnceAndNothingElse(Case wrong) {
    Below below = wrong.what().apply(new Below());

    assertThat(below.reported().stream().sorted().toList()).isEqualTo(wrong.reported());
    assertThat(below.read().mismatches())
        .allSatisfy(
            mismatch -> assertThat(mismatch.message()).contains("`").doesNotContain("  ", "%s"));
  }

  static List<KnownDefault> defaults() {
    return KnownDefault.all();
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void aDefaultIsReportedJustWhenDirectusDoesNotCarryIt(KnownDefault known) {
    List<String> reported =
        new Below()
                .field("tags", Below.defaulted("x", catalogType(known.type()), known.written()), "")
                .reported()
                .stream()
                .filter(line -> line.startsWith("default_"))
                .toList();

    assertThat(reported.isEmpty()).isEqualTo(known.outcome() == Outcome.SAME);
  }

  /** As the catalog names it, without length. */
  private static String catalogType(String type) {
    return switch (type.replaceFirst("\\(.*", "")) {
      case "varchar" -> "character varying";
      case "char" -> "character";
      case "time" -> "time without time zone";
      case "timestamp" -> "timestamp without time zone";
      case "timestamptz" -> "timestamp with time zone";
      case "numeric", "bit", "smallint" -> type.replaceFirst("\\(.*", "");
      default -> type;
    };
  }

  @Test
  void everyCodeHasItsCase() {
    assertThat(cases()).extracting(Case::name).doesNotHaveDuplicates();
    Set<String> labels =
        Arrays.stream(MismatchCodes.values())
            .map(MismatchCode::label)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> reported =
        cases().stream()
            .flatMap(wrong -> wrong.reported().stream())
            .map(line -> line.split(" ", 2)[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(labels.stream().filter(label -> !reported.contains(label)))
        .as("codes that no case in src/test/java/dev/plumbline/mismatch/*Cases.java reports")
        .isEmpty();
    assertThat(reported).isEqualTo(labels);
  }

  @Test
  void foreignKeyToAnotherSchemaIsNotTakenForOneToOurs() {
    assertThat(
            new Below()
                .field("articles", Below.column("login uuid"), "")
                .foreignKeyElsewhere("articles", "login", "authors", Enforcement.FULL)
                .reported())
        .isEmpty();
    // As after DISABLE TRIGGER ALL on the one of the other schema: no table of ours is concerned.
    Enforcement disabled = new Enforcement(true, false, false);
    assertThat(
            new Below()
                .tracked("users", "id uuid")
                .field("articles", Below.column("login uuid"), "")
                .field("authors", Below.column("login uuid"), "")
                .foreignKeyElsewhere("articles", "login", "users", disabled)
                .foreignKeyElsewhere("authors", "login", "users", disabled)
                .reported())
        .containsExactly(
            "foreign_key_disabled articles.login articles_login_elsewhere",
            "foreign_key_disabled authors.login authors_login_elsewhere");
  }

  @Test
  void mismatchesAreSortedAndUnique() {
    Below all = new Below();
    for (Case wrong : ColumnCases.all()) {
      all = wrong.what().apply(all);
    }

    List<Mismatch> mismatches = all.read().mismatches();

    assertThat(mismatches).hasSizeGreaterThan(5);
    assertThat(mismatches)
        .isSortedAccordingTo(
            Comparator.comparing((Mismatch mismatch) -> mismatch.code().label())
                .thenComparing(Mismatch::subject)
                .thenComparing(Mismatch::path));
    assertThat(mismatches.stream().map(m -> m.code() + "|" + m.subject() + "|" + m.path()))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsWellKnownIsHarmless() {
    CatalogReading reading =
        new Below()
            .table("spatial_ref_sys", "srid integer")
            .table("raster_tiles", "id integer")
            .kind("raster_tiles", Kind.VIEW)
            .details(
                "raster_tiles",
                new TableDetails(
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("postgis_raster"),
                    List.of(),
                    RowSecurity.OFF,
                    List.of()))
            .table("directus_sync_id_map", "id integer")
            .schema("mine")
            .schema("neon_auth")
            .schema("topology")
            .read();

    assertThat(reading.mismatches()).isEmpty();
    assertThat(reading.harmless())
        .extracting(harmless -> harmless.kind() + " " + harmless.name())
        .containsExactly(
            "schema neon_auth",
            "schema topology",
            "table directus_sync_id_map",
            "table spatial_ref_sys",
            "view raster_tiles");
    assertThat(reading.harmless())
        .extracting(WellKnownObject::why)
        .contains("It belongs to the extension postgis_raster.")
        .allSatisfy(why -> assertThat(why).endsWith("."));
  }

  @Test
  void collectionIsNeverHarmless() {
    CatalogReading reading =
        new Below().tracked("knex_migrations", "id integer", "name varchar 255").read();

    assertThat(reading.mismatches()).isEmpty();
    assertThat(reading.harmless()).isEmpty();
  }
}
