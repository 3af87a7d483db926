package dev.plumbline.run.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.json.JsonValue;
import dev.plumbline.plan.step.Step;
import dev.plumbline.plan.step.Step.Action;
import java.util.List;
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
}
