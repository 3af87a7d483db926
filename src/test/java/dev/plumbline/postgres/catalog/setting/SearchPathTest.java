package dev.plumbline.postgres.catalog.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchPathTest {
  @Test
  void whatIsSearchedBesidesOurs() {
    assertThat(others("\"$user\", public")).containsExactly("cms");
    assertThat(others("\"$user\", public, extensions")).containsExactly("cms", "extensions");
    assertThat(others("$user,PUBLIC,\"Extra\"\"s, all\", Extensions,public"))
        .containsExactly("cms", "Extra\"s, all", "extensions");
    assertThat(others("public")).isEmpty();
  }

  @Test
  void ofAPathThatLeadsPastOursNothingIsKnown() {
    assertThat(others("")).isEmpty();
    assertThat(others("\"$user\", extensions")).isEmpty();
    assertThat(others("\"Public\", extensions")).isEmpty();
    assertThat(SearchPath.others("public, extensions", Optional.empty(), "cms")).isEmpty();
  }

  @Test
  void aSchemaOfTheNameOfTheRoleIsOurs() {
    assertThat(SearchPath.others("\"$user\", public, e", Optional.of("cms"), "cms"))
        .containsExactly("public", "e");
    assertThat(SearchPath.others("\"$user\", public, e", Optional.empty(), "public"))
        .containsExactly("$user", "e");
  }

  private static List<String> others(String path) {
    return SearchPath.others(path, Optional.of("cms"), "public");
  }
}
