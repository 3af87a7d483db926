package dev.plumbline.run.evidence;

import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.select.Unreachable;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunState;
import dev.plumbline.run.verification.Verification;
import dev.plumbline.severity.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What to do after a run, and what to watch. */
final class FollowUps {
  private final Run run;
  private final Optional<Plan> plan;
  private final Optional<Verification> verification;
  private final List<Instant> again;

  FollowUps(EvidenceInputs inputs) {
    this.run = inputs.run();
    this.plan = inputs.plan();
    this.verification = inputs.verified().map(VerifiedTarget::verification);
    this.again = inputs.verifiedAgainAt();
  }

  /** Most urgent first. */
  List<String> toDo() {
    List<String> sentences = new ArrayList<>();
    if (run.state() == RunState.UNVERIFIED) {
      sentences.add(
          "The target may have been changed and is not verified: read what failed, then correct the"
              + " target or roll the run back.");
    } else if (run.state() == RunState.FAILED) {
      sentences.add(
          "The target is as it was: fix the reason, then propose a new plan with `POST"
              + " /api/v1/plans`.");
    } else if (run.state() == RunState.CANCELLED) {
      sentences.add(
          "The target is as it was. To continue, propose a new plan with `POST /api/v1/plans`.");
    }
    int uncertain = verification.map(known -> known.uncertain().size()).orElse(0);
    if (uncertain > 0) {
      sentences.add(
          "Check by hand what is not certain ("
              + Words.count(uncertain, "sentence")
              + " of the verification).");
    }
    if (run.state().isApplied()) {
      List<Unreachable> stays = plan.map(known -> known.contents().unreachable()).orElse(List.of());
      long withSql = stays.stream().filter(one -> one.sql().isPresent()).count();
      if (withSql > 0) {
        sentences.add(
            "Run the SQL of what stays different in the target, with the `search_path` of Directus's"
                + " schema, then clear Directus's cache ("
                + Words.count((int) withSql, "statement")
                + ").");
      }
      if (stays.size() > withSql) {
        sentences.add(
            "Decide what to do about "
                + Words.count(stays.size() - (int) withSql, "difference")
                + " that stay and have no SQL: change them by hand, or write an ignore rule.");
      }
    }
    if (run.backup().isPresent()) {
      sentences.add(
          "Copy the file of the backup elsewhere if it must be available for long: Plumbline deletes"
              + " old backups.");
    }
    return sentences;
  }

  List<String> toWatch() {
    if (!run.state().isApplied()) {
      return List.of();
    }
    List<String> sentences = new ArrayList<>();
    String target = run.target().name();
    if (!again.isEmpty()) {
      sentences.add(
          "Plumbline verifies "
              + Words.name(target)
              + " again at "
              + again.stream().map(Instant::toString).collect(Collectors.joining(" and at "))
              + "; `GET /api/v1/runs/"
              + run.id()
              + "` has the results.");
    }
    sentences.add(
        "Comparison "
            + Words.name(run.comparison().name())
            + ": it is in sync, or differs only in what stays different.");
    sentences.add(
        "Directus of "
            + Words.name(target)
            + ": errors in its log, and whether editors can save items of the collections"
            + " concerned.");
    sentences.add(
        "Records of "
            + Words.name(target)
            + ": violations with `GET /api/v1/environments/"
            + target
            + "/integrity` after the next scan.");
    plan.map(known -> known.contents().hazards()).orElse(List.of()).stream()
        .filter(hazard -> hazard.severity().isAtLeast(Severity.HIGH))
        .limit(Sample.MOST)
        .map(FollowUps::watched)
        .forEach(sentences::add);
    return sentences;
  }

  private static String watched(Hazard hazard) {
    return (hazard.subject().isEmpty() ? "" : Words.name(hazard.subject()) + ": ")
        + hazard.message()
        + " (`"
        + hazard.code().label()
        + "`).";
  }
}
