package dev.plumbline.run.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardEvidence.Stated;
import dev.plumbline.hazard.tables.NeededTables;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.payload.SchemaDiffJson;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.step.Step;
import dev.plumbline.plan.step.Step.Action;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.SnapshotJson;
import dev.plumbline.testkit.SamplePlans;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a run of a plan reads from its backup. */
class NeededRowsTest {
  private static final Snapshot TARGET =
      SnapshotJson.read(
          JsonText.read(
              """
              {"collections": [
                {"collection": "articles", "meta": {}, "schema": {"name": "articles"}}],
               "fields": [
                {"collection": "articles", "field": "slug", "type": "string", "meta": {},
                 "schema": {"data_type": "character varying", "max_length": 255}}],
               "relations": []}
              """));

  private static Step step(Action action, String kind, String subject, String path) {
    return new Step(
        action,
        subject,
        "a sentence",
        List.of(new Step.Proof(kind, subject, path, JsonValue.of("new"))));
  }

  private static NeededTables needed(String fields, String relations, Step... steps) {
    return NeededRows.of(
        List.of(steps),
        List.of(),
        SchemaDiffJson.read(
            JsonText.read(
                """
                {"hash": "0a", "diff": {"collections": [], "fields": [%s], "systemFields": [],
                 "relations": [%s]}}
                """
                    .formatted(fields, relations))),
        TARGET);
  }

  @Test
  void stepsNeedTheirTables() {
    NeededTables needed =
        needed(
            "",
            "",
            step(Action.CHANGE, "field", "articles.title", "schema.is_nullable"),
            step(Action.DROP, "collection", "events", ""));

    assertThat(needed.tables()).containsExactly("articles", "events");
    assertThat(needed.rewritten()).isEmpty();
  }

  /** The foreign key does not exist yet, so that nothing but the plan knows of it. */
  @Test
  void newForeignKeyNeedsWhatItReferences() {
    assertThat(
            needed(
                    "",
                    """
                    {"collection": "articles", "field": "author", "related_collection": "authors",
                     "diff": [{"kind": "N", "rhs": {"related_collection": "authors",
                               "meta": {}, "schema": {"on_delete": "SET NULL"}}}]}
                    """,
                    step(Action.CREATE, "relation", "articles.author", ""))
                .tables())
        .containsExactly("articles", "authors");
  }

  @Test
  void convertedColumnNeedsWhatReferencesIt() {
    String shorter =
        """
        {"collection": "articles", "field": "slug", "diff": [
          {"kind": "E", "path": ["schema", "max_length"], "lhs": 255, "rhs": 20}]}
        """;

    assertThat(
            needed(shorter, "", step(Action.CHANGE, "field", "articles.slug", "schema.max_length"))
                .rewritten())
        .isEqualTo(Map.of("articles", new TreeSet<>(Set.of("slug"))));
    // Of a type that a rehearsal does not know.
    assertThat(
            needed("", "", step(Action.CHANGE, "field", "articles.place", "schema.data_type"))
                .rewritten())
        .isEqualTo(Map.of("articles", new TreeSet<>(Set.of("place"))));
  }

  @Test
  void onlyAPlanThatSaysSoMayBeNarrowed() {
    Plan plan =
        SamplePlans.plan(SamplePlans.proposal(new UUID(1, 0), "ada", Instant.EPOCH), Instant.EPOCH);
    Plan.Contents contents = plan.contents();
    Plan narrowed =
        new Plan(
            new Plan.Contents(
                contents.proposal(),
                contents.payload(),
                contents.steps(),
                List.of(
                    new Hazard(
                        HazardCode.BACKUP_NARROWED,
                        Severity.MEDIUM,
                        "",
                        "narrowed",
                        Stated.STATED,
                        Optional.empty(),
                        false)),
                contents.additions(),
                contents.unreachable(),
                contents.reverse()),
            plan.seal());

    assertThat(NeededRows.mayBeNarrowed(plan)).isFalse();
    assertThat(NeededRows.mayBeNarrowed(narrowed)).isTrue();
  }
}
