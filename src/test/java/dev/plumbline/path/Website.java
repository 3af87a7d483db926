package dev.plumbline.path;

import dev.plumbline.integrity.compile.Model;

/** The content model of a website: pages of blocks, posts by authors, translations, files. */
public final class Website {
  private Website() {}

  public static Model model() {
    return Model.bootstrapped()
        .sqlTable("directus_users", "id uuid pk", "email text", "role uuid", "avatar uuid")
        .sqlTable("directus_roles", "id uuid pk", "name text", "parent uuid")
        .sqlTable("directus_access", "id uuid pk", "policy uuid", "role uuid", "user uuid")
        .sqlTable("directus_policies", "id uuid pk", "name text")
        .foreignKey("directus_users", "role", "directus_roles")
        .foreignKey("directus_users", "avatar", "directus_files")
        .foreignKey("directus_access", "policy", "directus_policies")
        .foreignKey("directus_access", "user", "directus_users")
        .field("directus_users.profiles", "{'special': 'o2m'}")
        .collection("folder", "{}")
        .table("authors", "id integer pk", "name text", "account uuid", "photo uuid", "meta json")
        .manyToOne("authors.account", "directus_users", "{'one_field': 'profiles'}")
        .manyToOne("authors.photo", "directus_files", "{}")
        .field("authors.posts", "{'special': 'o2m'}")
        .table("posts", "id integer pk", "title text", "at date", "author integer", "_flag text")
        .manyToOne("posts.author", "authors", "{'one_field': 'posts'}")
        .field("posts.tags", "{'special': 'm2m'}")
        .field("posts.translations", "{'special': 'translations'}")
        .field("posts.divider", "{'special': 'alias,no-data'}")
        .field("posts.ghost", "{}")
        .table("tags", "slug text pk", "label text")
        .table("posts_tags", "id integer pk", "post integer", "tag text", "sort integer")
        .manyToOne("posts_tags.post", "posts", "{'one_field': 'tags', 'junction_field': 'tag'}")
        .manyToOne("posts_tags.tag", "tags", "{'junction_field': 'post'}")
        .table("languages", "code text pk", "name text")
        .table("posts_translations", "id integer pk", "post integer", "lang text", "title text")
        .manyToOne(
            "posts_translations.post",
            "posts",
            "{'one_field': 'translations', 'junction_field': 'lang'}")
        .manyToOne("posts_translations.lang", "languages", "{'junction_field': 'post'}")
        .table("pages", "id integer pk", "title text", "parent integer")
        .manyToOne("pages.parent", "pages", "{'one_field': 'children'}")
        .field("pages.children", "{'special': 'o2m'}")
        .field("pages.blocks", "{'special': 'm2a'}")
        .table("pages_blocks", "id integer pk", "page integer", "item text", "collection text")
        .manyToOne(
            "pages_blocks.page", "pages", "{'one_field': 'blocks', 'junction_field': 'item'}")
        .manyToAny(
            "pages_blocks.item",
            "collection",
            "block_hero,block_lost",
            "{'junction_field': 'page'}")
        .table("block_hero", "id integer pk", "headline text", "buttons integer")
        .table("button_groups", "id integer pk", "sort integer")
        .manyToOne("block_hero.buttons", "button_groups", "{}")
        .field("button_groups.buttons", "{'special': 'o2m'}")
        .table("buttons", "id integer pk", "label text", "bunch integer")
        .manyToOne("buttons.bunch", "button_groups", "{'one_field': 'buttons'}")
        .sqlTable("untracked", "id integer pk", "post integer")
        .foreignKey("untracked", "post", "posts")
        .sqlTable("keyless", "a integer");
  }

  public static FieldGraph contents() {
    Model model = model();
    return FieldGraphs.of(model.catalog(), model.metadata());
  }
}
