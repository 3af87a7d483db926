package dev.plumbline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plumbline.environment.Access;
import dev.plumbline.faces.SettableClock;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.report.Reports;
import dev.plumbline.report.Reports.Served;
import dev.plumbline.report.layout.PageHtml;
import dev.plumbline.report.layout.PageMarkdown;
import dev.plumbline.report.page.ReportDocument;
import dev.plumbline.report.page.ReportPage;
import dev.plumbline.report.part.PeriodReport;
import dev.plumbline.store.history.ReportStore.Listed;
import dev.plumbline.store.history.ReportStore.Made;
import dev.plumbline.store.history.ReportStore.Stored;
import dev.plumbline.store.history.ReportStore.Trigger;
import dev.plumbline.store.history.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The report of a seeded month, from the store to each of the three forms. {@code -Dgolden=accept}
 * rewrites the files.
 */
class ReportGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/report");

  /** From midnight to midnight in Berlin: of 31 days and an hour. */
  private static final Span OCTOBER =
      new Span(Instant.parse("2026-09-30T22:00:00Z"), Instant.parse("2026-10-31T23:00:00Z"));

  private static final StoreDatabase DATABASE = StoreDatabase.create();
  private static final SettableClock CLOCK = new SettableClock();
  private static final JdbcReportStore STORE =
      new JdbcReportStore(DATABASE.dataSource(), DATABASE.address());
  private static final Reports REPORTS = new Reports(SeededMonth.settings(), STORE, STORE, CLOCK);

  @BeforeAll
  static void seed() {
    SeededMonth.seed(DATABASE);
    at("2026-09-28T06:01:00Z");
    assertThat(REPORTS.makeDue()).isPresent();
    at("2026-11-01T09:00:00Z");
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.json", "report.md", "report.html"})
  void reportOfAMonthIsTheSameForEver(String name) throws IOException {
    String written = written(name, made(), Access.ALL);

    Path file = FOLDER.resolve(name);
    if ("accept".equals(System.getProperty("golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, written);
    }
    assertThat(written).isEqualTo(Files.readString(file));
  }

  @Test
  void reportForOneEnvironmentSaysNothingOfOthers() {
    Listed listed = made();

    for (String name : new String[] {"report.json", "report.md", "report.html"}) {
      String written = written(name, listed, Access.only(SeededMonth.STAGING));

      assertThat(written)
          .contains("staging", "required_null", "database_unreadable")
          .doesNotContain("production", "local", "pages.teaser", "orphaned_reference");
    }
  }

  @Test
  void jsonIsAsItsSchemaSays() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs/report.schema.json")));
    String json = written("report.json", made(), Access.ALL);

    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(json.replace("\"drifted\"", "\"changed\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(schema.validate(json.replace("\"silent\"", "\"loud\""), InputFormat.JSON))
        .hasSize(2);
  }

  /**
   * Made by versions whose reports had no plans, runs or backups: nobody knows whether there were
   * any.
   */
  @Test
  void reportsOfEarlierFormsAreRead() {
    Stored stored = STORE.report(made().id()).orElseThrow();
    TreeMap<String, JsonValue> members =
        new TreeMap<>(((JsonObject) JsonText.read(stored.body())).members());
    members.remove("backups");
    long third = add(3, CanonicalJson.write(JsonValue.object(members)));
    members.remove("runs");
    long second = add(2, CanonicalJson.write(JsonValue.object(members)));
    members.remove("plans");
    long old = add(1, CanonicalJson.write(JsonValue.object(members)));
    long newer = add(5, stored.body());

    Served served = REPORTS.report(old, Access.ALL).orElseThrow();

    assertThat(served.report().plans()).isEmpty();
    assertThat(served.report().runs()).isEmpty();
    assertThat(served.report().comparisons()).hasSize(2);
    PeriodReport ofSecond = REPORTS.report(second, Access.ALL).orElseThrow().report();
    assertThat(ofSecond.runs()).isEmpty();
    PeriodReport ofThird = REPORTS.report(third, Access.ALL).orElseThrow().report();
    assertThat(ofThird.backups()).isEmpty();
    assertThat(ofThird.runs()).isNotEmpty();
    assertThat(ofSecond.plans()).isNotEmpty();
    assertThat(PageMarkdown.write(ReportPage.of(served)))
        .doesNotContain("## Plans", "## Runs", "## Backups");
    assertThatThrownBy(() -> REPORTS.report(newer, Access.ALL))
        .hasMessageContaining(
            "is stored in form 5, but this version of Plumbline reads forms up to 4");
  }

  private static long add(int form, String body) {
    return STORE
        .add(new Made(Trigger.REQUEST, OCTOBER, "UTC", CLOCK.instant(), form, body))
        .orElseThrow();
  }

  @Test
  void sameStoreGivesTheSameReport() {
    ReportDocument one = document(made());
    ReportDocument other = document(made());

    assertThat(other.report()).isEqualTo(one.report());
    assertThat(other.id()).isGreaterThan(one.id());
  }

  private static Listed made() {
    return REPORTS.make(OCTOBER).orElseThrow();
  }

  private static ReportDocument document(Listed listed) {
    return ReportDocument.of(REPORTS.report(listed.id(), Access.ALL).orElseThrow());
  }

  private static String written(String name, Listed listed, Access access) {
    Served served = REPORTS.report(listed.id(), access).orElseThrow();
    // Other tests make reports of the same store.
    Served numbered =
        new Served(
            new Listed(2, listed.trigger(), listed.span(), listed.zone(), listed.madeAt()),
            served.report());
    return switch (name) {
      case "report.json" -> ReportDocument.of(numbered).json() + "\n";
      case "report.md" -> PageMarkdown.write(ReportPage.of(numbered));
      default -> PageHtml.write(ReportPage.of(numbered));
    };
  }

  private static void at(String time) {
    CLOCK.advance(Duration.between(CLOCK.instant(), Instant.parse(time)));
  }
}
