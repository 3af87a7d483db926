package dev.plumbline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlNameTest {
  @Test
  void tablesAreFoundInTheirSchema() {
    assertThat(SqlName.inSchema("cms.articles", "cms")).contains("articles");
    assertThat(SqlName.inSchema("cms.\"Ä \"\"x\"\"\"", "cms")).contains("Ä \"x\"");
    assertThat(SqlName.inSchema("\"My cms\".articles", "My cms")).contains("articles");
    assertThat(SqlName.inSchema("\"order\".articles", "order")).contains("articles");
    assertThat(SqlName.inSchema("cms2.articles", "cms")).isEmpty();
    assertThat(SqlName.inSchema("other.\"cms.articles\"", "cms")).isEmpty();
  }
}
