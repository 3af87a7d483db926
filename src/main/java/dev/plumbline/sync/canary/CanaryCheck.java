package dev.plumbline.sync.canary;

import dev.plumbline.drift.words.Words;
import dev.plumbline.plan.Plan;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.canary.CanaryItem;
import dev.plumbline.run.canary.CanaryItems;
import dev.plumbline.run.verification.Verification.Rule;
import dev.plumbline.sync.journal.RunJournal;
import dev.plumbline.sync.port.ItemAccess;
import dev.plumbline.sync.port.ItemAccess.Items;
import dev.plumbline.sync.verify.TargetVerifier.Result;
import dev.plumbline.timing.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether Directus can work with the collections that a run created: an item is created, read,
 * changed and deleted in each. To be called when everything else is verified: what it writes is
 * then no difference.
 */
public final class CanaryCheck {
  private final ItemAccess access;
  private final Waiting waiting;

  public CanaryCheck(ItemAccess access, Waiting waiting) {
    this.access = access;
    this.waiting = waiting;
  }

  /** By which what a run did to items is found again, in Directus's activity. */
  static String marker(Run run) {
    return "plumbline-canary/" + run.id();
  }

  /**
   * @param result of the rest of the verification
   * @return it, with what the items showed; the same where the configuration wants none
   */
  public Result check(RunJournal journal, Plan plan, Result result) throws InterruptedException {
    Run run = journal.run();
    Optional<Items> items = access.of(run.target(), marker(run));
    if (items.isEmpty()) {
      return result;
    }
    CanaryItems planned =
        CanaryItems.of(
            plan.contents(),
            result.schema(),
            "created by run " + run.id() + " of Plumbline, which deletes it");
    if (planned.items().isEmpty()) {
      return result.with(Rule.CANARY, List.of(), planned.leftOut(), List.of());
    }
    CanaryDeletion deletion =
        new CanaryDeletion(items.get(), planned.items(), marker(run), waiting);
    // A process that died may have created one.
    List<String> failures = new ArrayList<>(deletion.deleteAll(false));
    List<String> notes = new ArrayList<>();
    if (!result.failures().isEmpty()) {
      notes.add("no item was created in the new collections, because the target is not as planned");
    } else if (failures.isEmpty()) {
      String names =
          Words.list(
              planned.items().stream().map(CanaryItem::collection).map(Words::name).toList());
      journal.note(
          Phase.VERIFY,
          "an item is created and deleted in %s; if that is interrupted, it is found in directus_activity by the user_agent %s"
              .formatted(names, marker(run)));
      CanaryTrial trial = new CanaryTrial(items.get(), deletion);
      for (CanaryItem item : planned.items()) {
        failures.addAll(trial.failures(item));
      }
      if (failures.isEmpty()) {
        notes.add("an item was created, read, changed and deleted in " + names);
      }
    }
    return result.with(Rule.CANARY, failures, planned.leftOut(), notes);
  }
}
