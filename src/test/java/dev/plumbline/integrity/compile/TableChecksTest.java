package dev.plumbline.integrity.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.IndexForm;
import dev.plumbline.catalog.SchemaObjects;
import dev.plumbline.catalog.SchemaObjects.Owner;
import dev.plumbline.catalog.SchemaObjects.Sequence;
import dev.plumbline.integrity.Check.Duplicates;
import dev.plumbline.integrity.Check.SequenceBehind;
import dev.plumbline.integrity.Check.UnindexedForeignKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableChecksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nextval('t_id_seq'::regclass) | t_id_seq",
        "nextval('\"My Seq\"'::regclass) | My Seq",
        "nextval('\"it''s\"\"\"'::regclass) | it's\"",
        "nextval(('t_id_seq'::text)::regclass) | t_id_seq"
      })
  void sequenceIsTheOneThatTheDefaultAsks(String expression, String sequence) {
    Model model = Model.empty().sqlTable("t", "id bigint pk default " + expression);

    assertThat(model.check("sequence_behind/t.id"))
        .isInstanceOfSatisfying(
            SequenceBehind.class, check -> assertThat(check.sequence()).isEqualTo(sequence));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"nextval('other.t_id_seq'::regclass)", "(nextval('s'::regclass) * 2)"})
  void sequenceThatCannotBeDeterminedIsReported(String expression) {
    assertThat(Model.empty().sqlTable("t", "id bigint pk default " + expression).uncheckable())
        .containsExactly(
            "sequence_behind/t.id: The sequence of t.id is in another schema, or part of an expression.");
  }

  @Test
  void identityAsksTheSequenceThatItOwns() {
    Model model =
        Model.empty()
            .sqlTable("t", "id integer pk identity")
            .objects(sequence("odd", 1, Optional.of(new Owner("t", "id"))));

    assertThat(model.check("sequence_behind/t.id"))
        .isInstanceOfSatisfying(
            SequenceBehind.class, check -> assertThat(check.sequence()).isEqualTo("odd"));
  }

  @Test
  void keyWithoutASequenceOrWithOneThatCountsDownIsNotChecked() {
    assertThat(Model.empty().sqlTable("t", "id integer pk").ids()).isEmpty();
    assertThat(Model.empty().sqlTable("t", "id uuid pk default gen_random_uuid()").ids()).isEmpty();
    assertThat(
            Model.empty()
                .sqlTable("t", "id integer pk default nextval('down'::regclass)")
                .objects(sequence("down", -1, Optional.empty()))
                .ids())
        .isEmpty();
  }

  @Test
  void foreignKeyWithoutAnIndexIsReported() {
    Model model = child();

    assertThat(model.check("foreign_key_without_index/child.parent"))
        .isInstanceOfSatisfying(
            UnindexedForeignKey.class,
            check -> {
              assertThat(check.columns()).containsExactly("parent");
              assertThat(check.parent()).isEqualTo("parent");
              assertThat(check.fewestRows()).isEqualTo(10_000);
            });
  }

  @Test
  void indexCountsIfItBeginsWithTheForeignKeyAndHoldsEveryRow() {
    assertThat(child().index("child", "parent").ids()).isEmpty();
    assertThat(child().index("child", "parent", "other").ids()).isEmpty();
    assertThat(child().unique("child", "parent").ids()).isEmpty();
    assertThat(child().index("child", "other", "parent").ids()).isNotEmpty();
    assertThat(child().index("child", form("btree", true, Optional.of("other > 0"))).ids())
        .isNotEmpty();
    assertThat(child().index("child", form("btree", false, Optional.empty())).ids()).isNotEmpty();
    assertThat(child().index("child", form("gin", true, Optional.empty())).ids()).isNotEmpty();
    assertThat(child().index("child", form("hash", true, Optional.empty())).ids()).isEmpty();
  }

  @Test
  void foreignKeysOfDirectusAreItsOwnMatter() {
    Model model =
        Model.empty()
            .sqlTable("directus_users", "id uuid pk", "role uuid", "desk uuid")
            .foreignKey("directus_users", "role", "directus_roles")
            .foreignKey("directus_users", "desk", "desks")
            .manyToOne("directus_users.desk", "desks", "{}")
            .sqlTable("desks", "id uuid pk");

    assertThat(model.compile().checks())
        .extracting(check -> check.id().text())
        .containsExactly("foreign_key_without_index/directus_users.desk");
  }

  @Test
  void uniqueIndexThatIsNotValidIsAskedForDuplicates() {
    Model model =
        Model.empty()
            .sqlTable("t", "id uuid pk", "slug varchar")
            .invalidUniqueIndex("t", Optional.empty(), "slug");

    assertThat(model.check("duplicate_value/t.slug/broken"))
        .isInstanceOfSatisfying(
            Duplicates.class, check -> assertThat(check.columns()).containsExactly("slug"));
    assertThat(model.unique("t", "slug").ids()).isEmpty();
    assertThat(
            Model.empty()
                .sqlTable("t", "id uuid pk", "slug varchar")
                .invalidUniqueIndex("t", Optional.of("slug <> ''"), "slug")
                .uncheckable())
        .containsExactly(
            "duplicate_value/t/broken: The invalid unique index broken is partial or has an expression.");
  }

  private static Index form(String method, boolean valid, Optional<String> predicate) {
    return new Index(
        "i",
        false,
        List.of(Optional.of("parent")),
        new IndexForm(method, 1, valid, predicate, false, ""));
  }

  private static Model child() {
    return Model.empty()
        .sqlTable("parent", "id uuid pk")
        .sqlTable("child", "id uuid pk", "parent uuid", "other integer")
        .foreignKey("child", "parent", "parent");
  }

  private static SchemaObjects sequence(String name, long increment, Optional<Owner> owner) {
    return new SchemaObjects(
        List.of(),
        List.of(),
        List.of(new Sequence(name, "integer", 1, increment, 1, 1000, 1, false, owner)),
        List.of(),
        List.of());
  }
}
