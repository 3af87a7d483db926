package dev.plumbline.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.jackson.form.RecordJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.step.Step;
import dev.plumbline.run.Phase;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunState;
import dev.plumbline.run.evidence.RunReport;
import dev.plumbline.run.evidence.VerifiedTarget;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.run.verification.Verification;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.sync.port.ItemAccess.ItemFailedException;
import dev.plumbline.sync.port.SchemaApply.Outcome;
import dev.plumbline.sync.verify.TargetVerifier.Result;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that create an item in a new collection, which Directus may refuse or lose. */
class CanaryRunsTest extends RunsFixture {
  private static final Snapshot CREATED =
      new Snapshot(
          List.of(
              new Snapshot.Collection(
                  "events",
                  json("{\"accountability\": \"all\"}"),
                  Optional.of(json("{\"name\": \"events\"}")))),
          List.of(
              new Snapshot.Field(
                  "events",
                  "id",
                  "integer",
                  JsonObject.EMPTY,
                  Optional.of(json("{\"is_primary_key\": true, \"has_auto_increment\": true}"))),
              new Snapshot.Field(
                  "events", "title", "string", JsonObject.EMPTY, Optional.of(JsonObject.EMPTY))),
          List.of(),
          List.of());

  private static JsonObject json(String text) {
    return (JsonObject) JsonText.read(text);
  }

  @BeforeEach
  void configure() {
    Plan plan = plan(NOON);
    Plan.Contents contents = plan.contents();
    approve(
        new Plan(
            new Plan.Contents(
                contents.proposal(),
                contents.payload(),
                List.of(
                    new Step(
                        Step.Action.CREATE,
                        "events",
                        "create collection `events`",
                        List.of(new Step.Proof("collection", "events", "", JsonValue.of(true))))),
                contents.hazards(),
                contents.additions(),
                contents.unreachable(),
                contents.reverse()),
            plan.seal()));
    target.answer =
        () -> {
          target.reading = Optional.of(reading(CREATED));
          return new Outcome.Applied();
        };
    target.transaction = Optional.of(77L);
    target.result =
        new Result(
            List.of(),
            List.of(),
            CREATED,
            Optional.of(
                new VerifiedTarget(
                    new Verification(List.of(), List.of(), List.of()), ContentChanges.NONE)),
            Optional.empty());
    items.isWanted = true;
  }

  private List<String> notes() {
    return store.events(stored().id(), 0).stream()
        .map(RunEvent.Recorded::event)
        .filter(event -> event.kind() == RunEvent.Kind.NOTE && event.phase() == Phase.VERIFY)
        .map(RunEvent::message)
        .toList();
  }

  private RunReport report() {
    return RecordJson.read(store.report(stored().id()).orElseThrow(), RunReport.class);
  }

  /** Nothing else is wrong, so only the item shows it. */
  private void assertOnlyCanaryFails(String sentence) {
    assertThat(stored().state()).isEqualTo(RunState.UNVERIFIED);
    assertThat(stored().message().orElseThrow()).contains(sentence);
    assertThat(report().verification().orElseThrow().failures().items())
        .extracting(RunReport.VerificationFailure::rule)
        .containsOnly("canary");
  }

  @Test
  void itemIsCreatedReadChangedAndDeletedAfterTheVerification() {
    assertThat(run().state()).isEqualTo(RunState.VERIFIED);

    assertThat(items.done)
        .containsExactly("created", "create", "read", "change", "read", "delete", "read");
    assertThat(items.items).isEmpty();
    assertThat(target.done).contains("verify 77");
    assertThat(notes())
        .containsExactly(
            "an item is created and deleted in `events`; if that is interrupted, it is found in"
                + " directus_activity by the user_agent plumbline-canary/"
                + stored().id(),
            "an item was created, read, changed and deleted in `events`");
  }

  /** Of hundreds of collections, a reading takes a while. */
  @Test
  void targetIsNotReadOnceMore() {
    target.whileVerifying = () -> target.reading = Optional.empty();

    assertThat(run().state()).isEqualTo(RunState.VERIFIED);

    assertThat(items.done).contains("create", "delete");
  }

  @Test
  void nothingIsCreatedWhereTheConfigurationDoesNotWantIt() {
    items.isWanted = false;
    assertThat(run().state()).isEqualTo(RunState.VERIFIED);
    assertThat(items.done).isEmpty();
    assertThat(notes()).isEmpty();
  }

  @Test
  void nothingIsCreatedWhereTheTargetIsNotAsPlanned() {
    target.result = new Result(List.of("something is wrong"), List.of(), CREATED);
    assertThat(run().state()).isEqualTo(RunState.UNVERIFIED);
    assertThat(items.done).containsExactly("created");
    assertThat(notes())
        .contains(
            "no item was created in the new collections, because the target is not as planned");
  }

  @Test
  void itemThatDirectusRefusesIsAFailure() {
    items.failing.put("create", new ItemFailedException("POST x answered 400", false));
    run();
    assertOnlyCanaryFails("no item can be created in `events`: POST x answered 400");
  }

  @Test
  void itemThatIsStoredDifferentlyIsAFailureAndDeleted() {
    items.stored = values -> values.with("title", JsonValue.of("spoilt"));
    run();
    assertOnlyCanaryFails(
        "item 1 of `events` was created, but has other values than were sent in `title`");
    assertThat(items.items).isEmpty();
  }

  @Test
  void itemThatCannotBeChangedIsAFailureAndDeleted() {
    items.failing.put("change", new ItemFailedException("PATCH x answered 500", false));
    run();
    assertOnlyCanaryFails("item 1 of `events` cannot be changed: PATCH x answered 500");
    assertThat(items.items).isEmpty();
  }

  @Test
  void itemThatRemainsIsNamed() {
    items.deletes = false;
    run();
    assertOnlyCanaryFails("item 1 of `events` was deleted, and is still there");
    assertThat(notes())
        .contains("item 1 of `events` was deleted by Plumbline and remains; delete it");

    assertThat(report().verification().orElseThrow().failures().items()).hasSize(2);
  }

  @Test
  void withoutAnAnswerItIsNotCertainWhatRemains() {
    items.failing.put("create", new ItemFailedException("POST x: no answer within 10 s", true));
    run();
    assertOnlyCanaryFails("no item can be created in `events`: POST x: no answer within 10 s");
    assertThat(notes())
        .contains(
            "Directus may still create an item: then directus_activity has it with the user_agent"
                + " plumbline-canary/"
                + stored().id());
    assertThat(items.done).filteredOn("created"::equals).hasSizeGreaterThan(5);
  }

  /** Without its activity, Plumbline does not know what there is. */
  @Test
  void activityThatCannotBeReadIsAFailure() {
    items.failing.put("created", new ItemFailedException("GET x answered 503", true));
    run();
    assertOnlyCanaryFails("it is unknown whether an item remains");
    assertThat(items.done).doesNotContain("create");
  }

  @Test
  void itemOfAProcessThatDiedIsDeletedByTheNextOne() {
    items.stored =
        values -> {
          throw new KilledError();
        };
    assertThatThrownBy(this::run).isInstanceOf(KilledError.class);
    assertThat(items.items).as("it remains").containsOnlyKeys("1");
    assertThat(stored().state()).isEqualTo(RunState.RUNNING);
    items.stored = values -> values;
    items.done.clear();
    store.silence(stored().id());
    target.transaction = Optional.empty();

    runs().takeOver();

    assertThat(stored().state()).isEqualTo(RunState.VERIFIED);
    assertThat(items.items).isEmpty();
    assertThat(items.done)
        .containsExactly(
            "created", "read", "delete", "read", "create", "read", "change", "read", "delete",
            "read");
  }
}
