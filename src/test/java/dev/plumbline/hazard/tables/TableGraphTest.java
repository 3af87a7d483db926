package dev.plumbline.hazard.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.hazard.tables.TableGraph.Edge;
import dev.plumbline.hazard.tables.TableGraph.Kind;
import dev.plumbline.hazard.tables.TableGraph.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which tables may be left empty so that the others can be restored. */
class TableGraphTest {
  private final List<Table> tables = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();

  private void tables(Kind kind, String... names) {
    for (String name : names) {
      tables.add(new Table("cms." + name, Optional.of(name), kind));
    }
  }

  private void references(String child, String parent, String... columns) {
    edges.add(new Edge.ForeignKey("cms." + child, "cms." + parent, Set.of(columns)));
  }

  private void inherits(String child, String parent) {
    edges.add(new Edge.Inheritance("cms." + child, "cms." + parent));
  }

  private SortedSet<String> without(NeededTables needed) {
    return new TableGraph(tables, edges).without(needed);
  }

  private SortedSet<String> without(String... needed) {
    return without(NeededTables.of(Set.of(needed)));
  }

  @Test
  void onlyWhatIsNeededAndDirectusKeepRows() {
    tables(Kind.ROWS, "articles", "logs", "directus_users");
    tables.add(new Table("other.articles", Optional.empty(), Kind.ROWS));

    assertThat(without("articles", "created_by_the_plan"))
        .containsExactly("cms.logs", "other.articles");
    assertThat(without()).containsExactly("cms.articles", "cms.logs", "other.articles");
  }

  /** Also of Directus's own tables, which may have fields of users. */
  @Test
  void whatRowsReferenceIsKeptOverAnyNumberOfSteps() {
    tables(Kind.ROWS, "articles", "authors", "countries", "events", "offices", "directus_users");
    references("articles", "authors", "id");
    references("authors", "countries", "id");
    references("events", "articles", "id");
    references("directus_users", "offices", "id");

    assertThat(without("articles")).containsExactly("cms.events");
  }

  @Test
  void selfReferencesAndCyclesEnd() {
    tables(Kind.ROWS, "pages", "a", "b", "c", "left");
    references("pages", "pages", "id");
    references("pages", "a", "id");
    references("a", "b", "id");
    references("b", "c", "id");
    references("c", "a", "id");
    references("left", "pages", "id");

    assertThat(without("pages")).containsExactly("cms.left");
    assertThat(without("c")).containsExactly("cms.left", "cms.pages");
  }

  /** A partitioned table is what its partitions are, and a reference to it one to each of them. */
  @Test
  void partitionsAndChildrenBelongTogether() {
    tables(Kind.PARTITIONED, "measured", "measured_2026");
    tables(Kind.ROWS, "measured_2025", "measured_2026_1", "sensors", "parent", "child", "reports");
    inherits("measured_2025", "measured");
    inherits("measured_2026", "measured");
    inherits("measured_2026_1", "measured_2026");
    inherits("child", "parent");
    references("measured", "sensors", "id");
    references("reports", "measured", "id");

    assertThat(without("measured_2025")).containsExactly("cms.child", "cms.parent", "cms.reports");
    assertThat(without("child"))
        .containsExactly("cms.measured_2025", "cms.measured_2026_1", "cms.reports", "cms.sensors");
    assertThat(without("reports")).containsExactly("cms.child", "cms.parent");
  }

  /** A key that is converted may not be found afterwards. */
  @Test
  void whatReferencesARewrittenColumnIsKept() {
    tables(Kind.ROWS, "articles", "comments", "tags", "logs");
    references("comments", "articles", "id");
    references("logs", "articles", "slug");
    references("comments", "tags", "id");

    assertThat(
            without(
                new NeededTables(
                    new TreeSet<>(Set.of("articles")),
                    new TreeMap<>(Map.of("articles", new TreeSet<>(Set.of("id", "title")))))))
        .containsExactly("cms.logs");
    assertThat(without("articles")).containsExactly("cms.comments", "cms.logs", "cms.tags");
  }

  @Test
  void materializedViewsHaveNoRowsOfTheirOwn() {
    tables(Kind.ROWS, "articles");
    tables(Kind.MATERIALIZED_VIEW, "sums");

    assertThat(without()).containsExactly("cms.articles");
    assertThat(new TableGraph(tables, edges).materializedViews()).containsExactly("cms.sums");
  }
}
