package dev.plumbline.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.integrity.compile.Model;
import dev.plumbline.path.Resolution.Missing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldPathsTest {
  private final FieldPaths paths = new FieldPaths(Website.contents());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "posts | title",
        "posts |  title ",
        "posts | _flag",
        "posts | divider",
        "posts | *",
        "posts | *.*",
        "posts | author.*",
        "posts | author.name",
        "posts | author.account.email",
        "posts | author.account.role.name",
        "posts | author.account.policies.policy.name",
        "posts | author.account.profiles.posts.title",
        "posts | author.photo.$thumbnail",
        "posts | author.photo.focal_point_divider",
        "directus_files | storage_divider",
        "directus_users | preferences_divider",
        "directus_users | theming_divider",
        "directus_users | admin_divider",
        "posts | author.meta.whatever.is.in.it",
        "posts | tags",
        "posts | tags.tag.label",
        "posts | tags.post.title",
        "posts | translations.title",
        "posts | translations.lang.name",
        "posts | count(tags)",
        "posts | year(at)",
        "posts | year( at )",
        "posts | author.count(posts)",
        "posts | count(author.posts)",
        "authors | json(meta, a.b[0].c)",
        "authors | json(meta, $.nothing)",
        "posts | some_function(nothing)",
        "posts | $CURRENT_USER.role",
        "posts | $NOW(-1 day)",
        "posts | $trigger.payload.nothing",
        "posts | $FOLLOW(posts_tags,post)",
        "posts | $FOLLOW(posts_tags, post).tag.label",
        "posts | $FOLLOW(untracked,post).id",
        "block_hero | $FOLLOW(pages_blocks,item,collection).page.title",
        "pages | blocks.item",
        "pages | blocks.item:block_hero",
        "pages | blocks.item:block_hero.headline",
        "pages | blocks.item:block_hero.buttons.buttons.label",
        "pages | blocks.item.headline",
        "pages | blocks.item.nothing",
        "pages | blocks.item:block_lost.headline",
        "pages | children.children.parent.title",
        "posts | title.length",
        "posts | ghost",
        "posts | author.posts.ghost",
        "posts | a b",
        "posts | {{title}}",
        "posts | 'title'",
        "posts | ''",
        "posts | .",
        "posts | (",
        "posts | author.",
        "directus_users | policies.policy.name",
        "directus_users | profiles.name",
        "directus_users | role.users.email",
        "directus_roles | children.policies.policy",
        "directus_roles | added_by_a_newer_version",
        "directus_policies | roles.role.name",
        "directus_policies | permissions.collection",
        "directus_flows | operations.key",
        "directus_files | $thumbnail",
        "directus_nothing | nothing",
        "untracked | post.author.name",
        "keyless | nothing",
        "folder | nothing",
        "no_collection | nothing"
      })
  void isNotMissing(String from, String path) {
    assertThat(paths.resolve(from, path)).isNotInstanceOf(Missing.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "posts | nothing | nothing | posts.nothing",
        "posts | Title | Title | posts.Title",
        "posts | nothing.name | nothing | posts.nothing",
        "posts | author.nothing | author.nothing | authors.nothing",
        "posts | author.nothing.x.y | author.nothing | authors.nothing",
        "posts | author.account.nothing | author.account.nothing | directus_users.nothing",
        "posts | author.photo.nothing | author.photo.nothing | directus_files.nothing",
        "posts | author.account.profiles.nothing | author.account.profiles.nothing | authors.nothing",
        "posts | tags.label | tags.label | posts_tags.label",
        "posts | tags.tag.nothing | tags.tag.nothing | tags.nothing",
        "posts | translations.nothing | translations.nothing | posts_translations.nothing",
        "posts | count(nothing) | count(nothing) | posts.nothing",
        "posts | year(author.nothing) | year(author.nothing) | authors.nothing",
        "posts | author.year(nothing) | author.year(nothing) | authors.nothing",
        "authors | json(nothing, a.b) | json(nothing, a.b) | authors.nothing",
        "posts | $FOLLOW(posts_tags,nothing) | $FOLLOW(posts_tags,nothing) | posts_tags.nothing",
        "posts | $FOLLOW(nowhere,post) | $FOLLOW(nowhere,post) | nowhere",
        "posts | $FOLLOW(posts_tags,post).nothing | $FOLLOW(posts_tags,post).nothing | posts_tags.nothing",
        "pages | blocks.nothing:block_hero.headline | blocks.nothing | pages_blocks.nothing",
        "pages | blocks.item:block_hero.nothing | blocks.item:block_hero.nothing | block_hero.nothing",
        "pages | blocks.item:block_hero.buttons.buttons.nothing | blocks.item:block_hero.buttons.buttons.nothing | buttons.nothing",
        "pages | blocks.item:nowhere.headline | blocks.item:nowhere | nowhere",
        "untracked | nothing | nothing | untracked.nothing"
      })
  void isMissing(String from, String path, String prefix, String name) {
    assertThat(paths.resolve(from, path))
        .isInstanceOfSatisfying(
            Missing.class,
            missing -> {
              assertThat(missing.prefix()).isEqualTo(prefix);
              assertThat(missing.name().text()).isEqualTo(name);
            });
  }

  @Test
  void ofAViewNothingIsKnown() {
    Model model = Website.model().kind("tags", Kind.VIEW);

    assertThat(
            new FieldPaths(FieldGraphs.of(model.catalog(), model.metadata()))
                .resolve("posts", "tags.tag.nothing"))
        .isNotInstanceOf(Missing.class);
  }

  @Test
  void anotherModelHasAnotherFingerprint() {
    Model more = Website.model().field("posts.more", "{'special': 'alias'}");

    assertThat(Website.contents().fingerprint())
        .isEqualTo(Website.contents().fingerprint())
        .isNotEqualTo(FieldGraphs.of(more.catalog(), more.metadata()).fingerprint());
  }
}
