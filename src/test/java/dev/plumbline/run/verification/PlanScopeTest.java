package dev.plumbline.run.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.plan.select.Unreachable;
import dev.plumbline.plan.step.Step;
import dev.plumbline.plan.step.Step.Action;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanScopeTest {
  private static Set<String> losing(Action action, String kind, String subject, String path) {
    return PlanScope.of(
            List.of(
                new Step(
                    action,
                    subject,
                    "a sentence",
                    List.of(new Step.Proof(kind, subject, path, JsonValue.of("new"))))),
            List.of(),
            List.of())
        .losing();
  }

  @Test
  void valuesAreLostWhereSomethingIsDroppedOrGetsAnotherType() {
    assertThat(losing(Action.DROP, "collection", "pages", "")).containsExactly("pages");
    assertThat(losing(Action.DROP, "field", "pages.body", "")).containsExactly("pages");
    assertThat(losing(Action.RECREATE, "field", "pages.body", "")).containsExactly("pages");
    for (String path :
        List.of(
            "schema.data_type",
            "schema.max_length",
            "schema.numeric_precision",
            "schema.numeric_scale")) {
      assertThat(losing(Action.CHANGE, "field", "pages.body", path)).containsExactly("pages");
    }
  }

  @Test
  void noValueIsLostByAnythingElse() {
    assertThat(losing(Action.CREATE, "collection", "pages", "")).isEmpty();
    assertThat(losing(Action.CREATE, "field", "pages.body", "")).isEmpty();
    assertThat(losing(Action.CHANGE, "field", "pages.body", "meta.note")).isEmpty();
    assertThat(losing(Action.CHANGE, "field", "pages.body", "schema.is_nullable")).isEmpty();
    assertThat(losing(Action.DROP, "relation", "pages.author", "")).isEmpty();
  }

  @Test
  void settingThatDirectusClearsIsExplainedWhereThePlanSaysSo() {
    ItemKey articles = ItemKey.ofCollection("articles");
    JsonValue before = new JsonArray(List.of(JsonValue.of("tags.label")));
    String path = "meta.item_duplication_fields";
    Unreachable cleared = new Unreachable("articles", path, "what", "why", Optional.empty());

    assertThat(scope(cleared).explains(articles, path, Optional.empty(), before)).isTrue();
    assertThat(scope(cleared).explains(articles, "meta.note", Optional.empty(), before)).isFalse();
    assertThat(scope().explains(articles, path, Optional.empty(), before)).isFalse();
  }

  @Test
  void valueThatStaysDifferentIsNotExplainedByThat() {
    Unreachable generated =
        new Unreachable("articles.sum", "schema", "what", "why", Optional.empty());

    assertThat(
            scope(generated)
                .explains(
                    ItemKey.ofField("articles", "sum"),
                    "schema.is_generated",
                    Optional.empty(),
                    JsonValue.of(true)))
        .isFalse();
  }

  private static PlanScope scope(Unreachable... unreachable) {
    return PlanScope.of(List.of(), List.of(unreachable), List.of());
  }
}
