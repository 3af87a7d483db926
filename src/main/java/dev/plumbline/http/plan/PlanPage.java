package dev.plumbline.http.plan;

import dev.plumbline.approval.Decision;
import dev.plumbline.approval.PlanState;
import dev.plumbline.approval.Requirement;
import dev.plumbline.approval.StateWords;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardEvidence;
import dev.plumbline.http.report.Age;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Plan.Contents;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.Seal;
import dev.plumbline.plan.select.Unreachable;
import dev.plumbline.plan.step.Step;
import dev.plumbline.report.layout.PageOutline;
import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.layout.PageOutline.Tone;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.plan.PlanSummary;
import dev.plumbline.store.plan.StoredPlan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** A plan as a page: what a colleague would write about it. */
public final class PlanPage {
  private final StoredPlan stored;
  private final Instant now;
  private final List<Block> blocks = new ArrayList<>();

  private PlanPage(StoredPlan stored, Instant now) {
    this.stored = stored;
    this.now = now;
  }

  /**
   * @param closed why the target may not be changed now
   * @param proof where a run would prove its backup
   */
  public static PageOutline of(
      StoredPlan stored, Optional<String> closed, String proof, Instant now) {
    PlanPage page = new PlanPage(stored, now);
    page.write(closed, proof);
    Proposal proposal = stored.proposal();
    return new PageOutline(
        "Plan for " + proposal.target(),
        "Makes "
            + proposal.target()
            + " like "
            + proposal.source()
            + " (comparison "
            + proposal.comparison()
            + "). "
            + proposal.by()
            + " proposed it at "
            + Age.of(proposal.at(), now)
            + ".",
        page.blocks);
  }

  private void write(Optional<String> closed, String proof) {
    String state = stored.state().kind().label() + ": " + StateWords.sentence(stored.state());
    boolean isOpen = stored.state().kind().isOpen();
    blocks.add(isOpen ? new Block.Paragraph(state) : new Block.Warning(state));
    selection();
    closed
        .filter(ignored -> isOpen)
        .ifPresent(
            why ->
                blocks.add(
                    new Block.Warning(
                        stored.proposal().target() + " may not be changed now: " + why + ".")));
    stored.plan().ifPresent(plan -> summary(plan.contents()));
    approvals();
    Optional<Contents> contents = stored.plan().map(Plan::contents);
    contents.ifPresent(known -> steps("Steps", known.steps()));
    hazards(stored.hazards());
    contents.ifPresent(
        known -> {
          if (isOpen) {
            blocks.add(
                new Block.Paragraph(
                    "A run would restore its backup to prove it on " + proof + "."));
          }
          additions(known);
          unreachable(known.unreachable());
          reverse(known);
        });
    stored.plan().ifPresent(plan -> seal(plan.seal()));
  }

  private void selection() {
    List<String> parts = new ArrayList<>();
    var selection = stored.proposal().selection();
    if (!selection.include().isEmpty()) {
      parts.add("includes only " + names(selection.include()));
    }
    if (!selection.exclude().isEmpty()) {
      parts.add("excludes " + names(selection.exclude()));
    }
    if (!parts.isEmpty()) {
      blocks.add(new Block.Paragraph("It " + String.join(", and ", parts) + "."));
    }
  }

  private static String names(List<String> names) {
    return Words.list(names.stream().map(Words::name).toList());
  }

  private void summary(Contents contents) {
    SortedMap<Severity, Integer> counts = PlanSummary.severities(contents.hazards());
    String hazards =
        counts.isEmpty()
            ? "no hazards"
            : counts.entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey().label())
                    .collect(Collectors.joining(", "))
                + (contents.hazards().size() == 1 ? " hazard" : " hazards");
    blocks.add(
        new Block.Paragraph(
            Words.count(contents.steps().size(), "step")
                + "; "
                + hazards
                + "; "
                + Words.count(contents.unreachable().size(), "difference")
                + (contents.unreachable().size() == 1 ? " stays." : " stay.")));
  }

  private void approvals() {
    if (stored.state() instanceof PlanState.Sealed sealed) {
      Requirement requirement = sealed.requirement();
      blocks.add(new Block.Heading("Approvals"));
      List<String> needs = new ArrayList<>();
      needs.add(
          requirement.people() == 0
              ? "Nobody needs to approve it: " + requirement.because() + "."
              : Words.count(requirement.people(), "approval")
                  + " of "
                  + (requirement.people() == 1 ? "another person" : "other people")
                  + ": "
                  + requirement.because()
                  + ".");
      if (requirement.typesTarget()) {
        needs.add(
            "Each approval names the target: `targetName` is "
                + Words.name(stored.proposal().target().name())
                + ".");
      }
      requirement
          .consents()
          .forEach(
              subject ->
                  needs.add(
                      "Each approval consents to the loss of rows or values of "
                          + Words.name(subject)
                          + "."));
      blocks.add(new Block.Items(false, needs));
    }
    if (!stored.decisions().isEmpty()) {
      blocks.add(
          new Block.Table(
              List.of("Person", "Decision", "When", "Note"),
              stored.decisions().stream().map(one -> decision(one.decision())).toList()));
    }
  }

  private List<Cell> decision(Decision decision) {
    return List.of(
        new Cell.Text(decision.by().person()),
        new Cell.Badge(
            decision.kind().label().replace('_', ' '),
            decision.kind() == Decision.Kind.APPROVE ? Tone.GOOD : Tone.BAD,
            decision.ticket().orElse("")),
        new Cell.Text(Age.of(decision.at(), now)),
        new Cell.Text(decision.note().orElse("")));
  }

  private void steps(String heading, List<Step> steps) {
    if (!steps.isEmpty()) {
      blocks.add(new Block.Heading(heading));
      blocks.add(new Block.Items(true, steps.stream().map(Step::sentence).toList()));
    }
  }

  private void hazards(List<Hazard> hazards) {
    if (!hazards.isEmpty()) {
      blocks.add(new Block.Heading("Hazards"));
      blocks.add(
          new Block.Table(
              List.of("Subject", "Severity", "What happens", "Evidence", "Remedy"),
              hazards.stream().map(PlanPage::hazard).toList()));
    }
  }

  private static List<Cell> hazard(Hazard hazard) {
    return List.of(
        new Cell.Name(hazard.subject()),
        new Cell.Badge(
            hazard.severity().label(),
            hazard.severity().isAtLeast(Severity.HIGH) ? Tone.BAD : Tone.PLAIN,
            hazard.code().label()),
        new Cell.Text(hazard.message()),
        new Cell.Text(
            switch (hazard.evidence()) {
              case HazardEvidence.Counted counted ->
                  counted.counts().entrySet().stream()
                      .map(entry -> entry.getKey() + ": " + entry.getValue())
                      .collect(Collectors.joining(", "));
              case HazardEvidence.NotCounted(String reason) -> "not counted: " + reason;
              case HazardEvidence.Stated ignored -> "";
            }),
        new Cell.Text(hazard.remedy().orElse("")));
  }

  private void additions(Contents contents) {
    if (!contents.additions().isEmpty()) {
      blocks.add(new Block.Heading("Added because something needs it"));
      blocks.add(
          new Block.Items(
              false,
              contents.additions().stream()
                  .map(one -> Words.name(one.subject()) + " for " + Words.name(one.because()))
                  .toList()));
    }
  }

  private void unreachable(List<Unreachable> unreachable) {
    if (!unreachable.isEmpty()) {
      blocks.add(new Block.Heading("What stays different"));
      blocks.add(
          new Block.Table(
              List.of("Subject", "What", "Why", "SQL for the target"),
              unreachable.stream()
                  .map(
                      one ->
                          List.<Cell>of(
                              new Cell.Name(
                                  one.subject() + (one.path().isEmpty() ? "" : " " + one.path())),
                              new Cell.Text(one.what()),
                              new Cell.Text(one.why()),
                              new Cell.Name(one.sql().orElse(""))))
                  .toList()));
    }
  }

  private void reverse(Contents contents) {
    steps("What would undo it", contents.reverse().steps());
    if (!contents.reverse().onlyFromBackup().isEmpty()) {
      blocks.add(new Block.Subheading("Only a backup brings back"));
      blocks.add(new Block.Items(false, contents.reverse().onlyFromBackup()));
    }
  }

  private void seal(Seal seal) {
    blocks.add(new Block.Heading("Seal"));
    blocks.add(
        new Block.Table(
            List.of("What", "Value"),
            List.of(
                row("Hash", seal.hash()),
                row("Sealed", Age.of(seal.sealedAt(), now)),
                row("Expires", Age.of(seal.expiresAt(), now)),
                row("SHA-256 of the payload", seal.payloadSha256()),
                row("Schema of " + seal.source().environment(), seal.source().snapshot().hex()),
                row("Schema of " + seal.target().environment(), seal.target().snapshot().hex()),
                row("Directus", seal.target().directus()),
                row("Hash of Directus", seal.directusHash()),
                row("Model of Plumbline", seal.model()))));
  }

  private static List<Cell> row(String what, String value) {
    return List.of(new Cell.Text(what), new Cell.Name(value));
  }
}
