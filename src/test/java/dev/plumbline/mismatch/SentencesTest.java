package dev.plumbline.mismatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.DirectusRole;
import dev.plumbline.catalog.DirectusRole.Limit;
import dev.plumbline.mismatch.rules.catalog.CatalogMismatch;
import dev.plumbline.mismatch.rules.metadata.MetadataMismatch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sentence must say, where its code alone is not enough to act on. */
class SentencesTest {
  @Test
  void guessedRoleIsSaidToBeGuessed() {
    assertThat(ofRole(false)).contains("role `cms` (guessed: it owns `directus_fields`) may not");
    assertThat(ofRole(true)).contains("role `cms` may not").doesNotContain("guessed");
  }

  private static String ofRole(boolean configured) {
    Limit limit =
        new Limit("tags", List.of("SELECT"), List.of(), List.of(), Optional.empty(), false);
    return message(
        new Below().role(new DirectusRole("cms", configured, true, true, true, List.of(limit))),
        CatalogMismatch.ROLE_CANNOT_READ_TABLE);
  }

  @Test
  void renamedColumnOfAJunctionNamesBothRelationsAndTheAlias() {
    Below below =
        new Below()
            .tracked("j", "id integer", "a integer", "t varchar 40")
            .field("articles", "more", "m2m")
            .relation(
                "j",
                "a",
                "'one_collection': 'articles', 'one_field': 'more', 'junction_field': 't'")
            .relation("j", "t", "'one_collection': 'tags', 'junction_field': 'a'")
            .foreignKey("j", "a", "articles", "id")
            .dropColumn("j", "t")
            .with("j", Below.column("tag_id varchar 40"))
            .foreignKey("j", "tag_id", "tags", "slug");

    assertThat(message(below, MetadataMismatch.COLUMN_RENAMED))
        .startsWith("column `j.t` was renamed to `tag_id`")
        .contains("it affects alias `articles.more`, relation `j.a`, relation `j.t`");
  }

  @Test
  void columnThatNobodyCanFillSaysWhatFails() {
    assertThat(
            message(
                new Below().with("tags", NullCases.notNull("emb int4range")),
                MetadataMismatch.REQUIRED_COLUMN_UNTRACKED))
        .startsWith("items of `tags` cannot be created through Directus: column `tags.emb`");
  }

  private static String message(Below below, MismatchCode code) {
    return below.read().mismatches().stream()
        .filter(mismatch -> mismatch.code() == code)
        .map(Mismatch::message)
        .findFirst()
        .orElseThrow();
  }
}
