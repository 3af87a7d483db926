package dev.plumbline.integrity.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog.Action;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Enforcement;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.integrity.Check.AnyOrphans;
import dev.plumbline.integrity.Check.Cycles;
import dev.plumbline.integrity.Check.Duplicates;
import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.Check.Target;
import dev.plumbline.integrity.Check.TextOrphans;
import dev.plumbline.integrity.Condition.All;
import dev.plumbline.integrity.Condition.Any;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Form;
import dev.plumbline.integrity.Condition.IsNull;
import dev.plumbline.integrity.Condition.Malformed;
import dev.plumbline.integrity.Condition.Not;
import dev.plumbline.integrity.Condition.NotIn;
import dev.plumbline.integrity.Condition.Operand.OfColumn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelationChecksTest {
  @Test
  void manyToOneWithoutForeignKeyIsCheckedAgainstThePrimaryKey() {
    assertThat(authors().check("orphaned_reference/articles.author"))
        .isInstanceOfSatisfying(
            Orphans.class,
            check -> {
              assertThat(check.key()).containsExactly("id");
              assertThat(check.column()).isEqualTo("author");
              assertThat(check.parent()).isEqualTo("authors");
              assertThat(check.parentKey()).isEqualTo("id");
              assertThat(check.tables()).containsExactly("articles", "authors");
            });
  }

  @Test
  void provenForeignKeyNeedsNoCheck() {
    assertThat(authors().foreignKey("articles", "author", "authors").ids())
        .containsExactly("foreign_key_without_index/articles.author");
  }

  @Test
  void foreignKeyThatIsNotValidOrDisabledProvesNothing() {
    assertThat(authors().foreignKey("articles", "author", "authors", Model.NOT_VALID).ids())
        .contains("orphaned_reference/articles.author");
    assertThat(authors().foreignKey("articles", "author", "authors", Model.DISABLED).ids())
        .contains("orphaned_reference/articles.author");
  }

  @Test
  void foreignKeyOfMoreColumnsProvesNothingAboutOne() {
    Model model =
        authors()
            .constraint(
                "articles",
                new ForeignKey(
                    "both",
                    List.of("author", "id"),
                    "authors",
                    List.of("id", "id"),
                    Action.NO_ACTION,
                    Action.NO_ACTION));

    assertThat(model.ids()).contains("orphaned_reference/articles.author");
    assertThat(model.uncheckable()).isEmpty();
  }

  @Test
  void foreignKeyToAnotherSchemaProvesNothingAboutOurs() {
    assertThat(
            authors().foreignKeyElsewhere("articles", "author", "authors", Enforcement.FULL).ids())
        .containsExactly("orphaned_reference/articles.author");
    Model model =
        Model.empty()
            .sqlTable("users", "id uuid pk")
            .sqlTable("profiles", "id uuid pk", "account uuid")
            .foreignKeyElsewhere("profiles", "account", "users", Model.NOT_VALID);
    assertThat(model.ids()).isEmpty();
    assertThat(model.uncheckable())
        .containsExactly(
            "orphaned_reference/profiles.account/profiles_account_elsewhere: The foreign key profiles_account_elsewhere is not enforced, and users is in another schema.");
  }

  @Test
  void foreignKeyThatDirectusDoesNotKnowIsCheckedWhereItDoesNotHold() {
    Model model =
        Model.empty()
            .sqlTable("parents", "id uuid pk")
            .sqlTable("children", "id uuid pk", "parent uuid", "other uuid")
            .foreignKey("children", "parent", "parents", Model.NOT_VALID)
            .constraint(
                "children",
                new ForeignKey(
                    "two",
                    List.of("parent", "other"),
                    "parents",
                    false,
                    List.of("id", "id"),
                    Action.NO_ACTION,
                    Action.NO_ACTION,
                    Model.DISABLED));

    assertThat(model.ids()).contains("orphaned_reference/children.parent/children_parent_foreign");
    assertThat(model.uncheckable())
        .containsExactly(
            "orphaned_reference/children/two: The foreign key two is not enforced and has more than one column, so it cannot be checked.");
  }

  @Test
  void codeTellsWhatTheRelationIsFor() {
    Model model =
        blog()
            .table("pages", "id integer pk", "cover uuid", "parent integer")
            .sqlTable("directus_files", "id uuid pk")
            .manyToOne("pages.cover", "directus_files", "{}")
            .manyToOne("pages.parent", "pages", "{}");

    assertThat(model.ids())
        .containsExactly(
            "concealed_value_overwritten/languages.code",
            "concealed_value_overwritten/tags.slug",
            "duplicate_junction_row/articles_tags/article+tag",
            "duplicate_junction_row/articles_translations/article+language",
            "half_empty_junction_row/articles_tags/article+tag",
            "half_empty_junction_row/articles_translations/article+language",
            "mojibake/articles_translations.title",
            "orphaned_file_reference/pages.cover",
            "orphaned_junction_row/articles_tags.article",
            "orphaned_junction_row/articles_tags.tag",
            "orphaned_self_reference/pages.parent",
            "orphaned_translation/articles_translations.article",
            "orphaned_translation/articles_translations.language",
            "tree_cycle/pages.parent");
  }

  @Test
  void selfReferenceIsSearchedForCyclesEvenWithAForeignKey() {
    Model model =
        Model.empty()
            .table("pages", "id integer pk", "parent integer")
            .manyToOne("pages.parent", "pages", "{}")
            .foreignKey("pages", "parent", "pages")
            .index("pages", "parent");

    assertThat(model.ids()).containsExactly("tree_cycle/pages.parent");
    assertThat(model.check("tree_cycle/pages.parent"))
        .isInstanceOfSatisfying(
            Cycles.class,
            check -> {
              assertThat(check.keyColumn()).isEqualTo("id");
              assertThat(check.parentColumn()).isEqualTo("parent");
            });
  }

  @Test
  void whatIsInTheWayOfARelationIsReportedOncePerRelation() {
    assertThat(authors().drop("articles").uncheckable())
        .containsExactly("orphaned_reference/articles.author: The table articles does not exist.");
    assertThat(authors().drop("authors").uncheckable())
        .containsExactly("orphaned_reference/articles.author: The table authors does not exist.");
    assertThat(authors().kind("authors", Kind.MATERIALIZED_VIEW).uncheckable())
        .containsExactly(
            "orphaned_reference/articles.author: authors is a materialized view, not a table.");
    assertThat(authors().manyToOne("articles.editor", "authors", "{}").uncheckable())
        .containsExactly(
            "orphaned_reference/articles.editor: The column editor of the table articles does not exist.");
    assertThat(
            Model.empty()
                .table("authors", "id integer pk", "part integer pk")
                .table("articles", "id integer pk", "author integer")
                .manyToOne("articles.author", "authors", "{}")
                .uncheckable())
        .containsExactly(
            "orphaned_reference/articles.author: The table authors has a primary key of more than one column.");
    assertThat(
            authors()
                .table("editors", "id integer pk")
                .foreignKey("articles", "author", "editors")
                .uncheckable())
        .containsExactly(
            "orphaned_reference/articles.author: The foreign key of the column author points to editors, the relation to authors.");
  }

  @ParameterizedTest
  @CsvSource({
    "integer, bigint, true",
    "smallint, integer, true",
    "varchar, text, true",
    "uuid, uuid, true",
    "varchar, uuid, true",
    "uuid, varchar, true",
    "text, integer, true",
    "bigint, text, true",
    "uuid, integer, false",
    "varchar, numeric, false",
    "numeric, integer, false",
    "json, json, false",
  })
  void columnsAreComparedWhereTheirTypesAllowIt(String child, String parent, boolean comparable) {
    Model model =
        Model.empty()
            .table("authors", "id " + parent + " pk")
            .table("articles", "id integer pk", "author " + child)
            .manyToOne("articles.author", "authors", "{}");

    assertThat(model.ids().contains("orphaned_reference/articles.author")).isEqualTo(comparable);
    assertThat(model.uncheckable().isEmpty()).isEqualTo(comparable);
  }

  @Test
  void textIsComparedWithTheWrittenKey() {
    Model model =
        Model.empty()
            .table("authors", "id uuid pk")
            .table("issues", "id bigint pk")
            .table("old", "id character pk")
            .table("articles", "id integer pk", "author varchar", "issue text", "copy uuid")
            .manyToOne("articles.author", "authors", "{}")
            .manyToOne("articles.issue", "issues", "{}")
            .manyToOne("articles.copy", "old", "{}");

    assertThat(model.check("orphaned_reference/articles.author"))
        .isInstanceOfSatisfying(
            TextOrphans.class, check -> assertThat(check.form()).contains(Form.UUID));
    assertThat(model.check("orphaned_reference/articles.issue"))
        .isInstanceOfSatisfying(
            TextOrphans.class, check -> assertThat(check.form()).contains(Form.INTEGER));
    assertThat(model.check("orphaned_reference/articles.copy"))
        .isInstanceOfSatisfying(TextOrphans.class, check -> assertThat(check.form()).isEmpty());
    assertThat(model.ids())
        .contains("malformed_uuid/articles.author", "malformed_integer/articles.issue")
        .doesNotContain("malformed_uuid/articles.copy");
  }

  @Test
  void referenceBetweenDirectusOwnTablesIsCheckedUnlessItsForeignKeyProvesIt() {
    String id = "orphaned_reference/directus_permissions.policy";
    Model model =
        Model.bootstrapped().foreignKey("directus_permissions", "policy", "directus_policies");
    assertThat(ids(model)).doesNotContain(id);

    assertThat(ids(Model.bootstrapped())).contains(id);
    for (Enforcement enforcement : List.of(Model.NOT_VALID, Model.DISABLED, Model.NOT_ENFORCED)) {
      assertThat(
              ids(
                  Model.bootstrapped()
                      .foreignKey(
                          "directus_permissions", "policy", "directus_policies", enforcement)))
          .containsOnlyOnce(id);
    }
    assertThat(ids(Model.bootstrapped().drop("directus_policies"))).doesNotContain(id);
  }

  private static List<String> ids(Model model) {
    return model.compile().checks().stream().map(check -> check.id().text()).toList();
  }

  @Test
  void junctionRowIsHalfEmptyWhereASideMayBeNull() {
    assertThat(blog().check("half_empty_junction_row/articles_tags/article+tag"))
        .isInstanceOfSatisfying(
            Rows.class,
            check ->
                assertThat(check.broken())
                    .isEqualTo(
                        new Any(
                            List.of(
                                new IsNull(new OfColumn("article", Category.NUMBER)),
                                new IsNull(new OfColumn("tag", Category.TEXT))))));
    Model strict =
        blog()
            .sqlTable("articles_tags", "id integer pk", "article integer not null", "tag varchar");

    assertThat(strict.check("half_empty_junction_row/articles_tags/article+tag"))
        .isInstanceOfSatisfying(
            Rows.class,
            check ->
                assertThat(check.broken())
                    .isEqualTo(new IsNull(new OfColumn("tag", Category.TEXT))));
  }

  @Test
  void pairIsCheckedForDuplicatesUnlessTheDatabaseForbidsThemOrTheModelAllowsThem() {
    String id = "duplicate_junction_row/articles_tags/article+tag";
    assertThat(blog().check(id))
        .isInstanceOfSatisfying(
            Duplicates.class,
            check -> assertThat(check.columns()).containsExactly("article", "tag"));

    assertThat(blog().unique("articles_tags", "tag", "article").ids()).doesNotContain(id);
    assertThat(blog().unique("articles_tags", "tag").ids()).doesNotContain(id);
    assertThat(blog().unique("articles_tags", "tag", "id").ids()).contains(id);
    assertThat(
            blog()
                .field("articles.tags", "{'special': 'm2m', 'options': {'allowDuplicates': true}}")
                .ids())
        .doesNotContain(id);
  }

  @Test
  void manyToAnyRowBreaksAtMostOneOfItsChecks() {
    Model model = page();
    OfColumn collection = new OfColumn("collection", Category.TEXT);
    OfColumn item = new OfColumn("item", Category.TEXT);
    List<String> existing = List.of("hero", "note", "page", "page_blocks", "quote", "view");

    assertThat(model.ids())
        .containsExactly(
            "duplicate_junction_row/page_blocks/item+page",
            "half_empty_junction_row/page_blocks/item+page",
            "m2a_collection_missing/page_blocks.item",
            "m2a_collection_not_allowed/page_blocks.item",
            "m2a_item_missing/page_blocks.item",
            "m2a_key_malformed/page_blocks.item",
            "orphaned_junction_row/page_blocks.page");
    assertThat(broken(model, "m2a_collection_missing/page_blocks.item"))
        .isEqualTo(new NotIn(collection, existing));
    assertThat(broken(model, "m2a_collection_not_allowed/page_blocks.item"))
        .isEqualTo(
            new All(
                List.of(
                    new NotIn(collection, List.of("gone", "hero", "note", "quote", "view")),
                    new Not(new NotIn(collection, existing)))));
    assertThat(broken(model, "m2a_key_malformed/page_blocks.item"))
        .isEqualTo(
            new Any(
                List.of(
                    new All(
                        List.of(
                            new Not(new NotIn(collection, List.of("hero"))),
                            new Malformed(item, Form.INTEGER))),
                    new All(
                        List.of(
                            new Not(new NotIn(collection, List.of("quote"))),
                            new Malformed(item, Form.UUID))))));
    assertThat(((AnyOrphans) model.check("m2a_item_missing/page_blocks.item")).targets())
        .containsExactly(
            new Target("hero", "hero", "id", new ColumnType("integer", -1)),
            new Target("note", "note", "code", new ColumnType("character varying", -1)),
            new Target("quote", "quote", "id", new ColumnType("uuid", -1)));
    assertThat(model.uncheckable())
        .containsExactly("m2a_item_missing/page_blocks.item/view: view is a view, not a table.");
    assertThat(((Duplicates) model.check("duplicate_junction_row/page_blocks/item+page")).columns())
        .containsExactly("item", "collection", "page");
  }

  @Test
  void manyToAnyWithoutItsCollectionColumnIsReportedOnce() {
    assertThat(
            page()
                .sqlTable("page_blocks", "id integer pk", "page integer", "item varchar")
                .uncheckable())
        .containsExactly(
            "m2a_item_missing/page_blocks.item: The column collection of the table page_blocks does not exist.");
  }

  private static Object broken(Model model, String id) {
    return ((Rows) model.check(id)).broken();
  }

  private static Model authors() {
    return Model.empty()
        .table("authors", "id integer pk")
        .table("articles", "id integer pk", "author integer")
        .manyToOne("articles.author", "authors", "{}");
  }

  private static Model blog() {
    return Model.empty()
        .table("articles", "id integer pk")
        .table("tags", "slug varchar pk")
        .table("languages", "code varchar pk")
        .table("articles_tags", "id integer pk", "article integer", "tag varchar")
        .table(
            "articles_translations",
            "id integer pk",
            "article integer",
            "language varchar",
            "title varchar")
        .field("tags.slug", "{'special': 'conceal'}")
        .field("languages.code", "{'special': 'conceal'}")
        .field("articles.tags", "{'special': 'm2m'}")
        .field("articles.translations", "{'special': 'translations'}")
        .manyToOne("articles_tags.tag", "tags", "{'junction_field': 'article'}")
        .manyToOne(
            "articles_tags.article", "articles", "{'junction_field': 'tag', 'one_field': 'tags'}")
        .manyToOne("articles_translations.language", "languages", "{'junction_field': 'article'}")
        .manyToOne(
            "articles_translations.article",
            "articles",
            "{'junction_field': 'language', 'one_field': 'translations'}");
  }

  private static Model page() {
    return Model.empty()
        .table("page", "id integer pk")
        .sqlTable("hero", "id integer pk")
        .sqlTable("quote", "id uuid pk")
        .sqlTable("note", "code varchar pk")
        .sqlTable("view", "id integer")
        .kind("view", Kind.VIEW)
        .sqlTable(
            "page_blocks", "id integer pk", "page integer", "item varchar", "collection varchar")
        .manyToAny(
            "page_blocks.item",
            "collection",
            "hero,quote,note,gone,view",
            "{'junction_field': 'page'}")
        .manyToOne("page_blocks.page", "page", "{'junction_field': 'item'}");
  }
}
