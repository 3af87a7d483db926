package dev.plumbline.report.make;

import dev.plumbline.drift.Comparison;
import dev.plumbline.report.part.RunsPart;
import dev.plumbline.report.part.RunsPart.EndedRun;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunState;
import java.util.Comparator;
import java.util.List;

/** The runs of each comparison that ended. */
final class RunParts {
  /** What somebody must read comes first. */
  private static final List<RunState> ORDER =
      List.of(RunState.UNVERIFIED, RunState.FAILED, RunState.CANCELLED, RunState.VERIFIED);

  private static final Comparator<Run> GRAVEST =
      Comparator.comparing((Run run) -> ORDER.indexOf(run.state()))
          .thenComparing(run -> run.finishedAt().orElseThrow())
          .thenComparing(Run::id);

  private final List<Run> all;

  /**
   * @param all that ended in the span
   */
  RunParts(List<Run> all) {
    this.all = all;
  }

  RunsPart of(Comparison comparison) {
    return new RunsPart(
        comparison.name().name(),
        comparison.source().name(),
        comparison.target().name(),
        all.stream()
            .filter(run -> run.comparison().equals(comparison.name()))
            .sorted(GRAVEST)
            .map(RunParts::ended)
            .toList());
  }

  private static EndedRun ended(Run run) {
    return new EndedRun(
        run.id().toString(),
        run.state().label(),
        run.startedBy(),
        run.startedAt(),
        run.finishedAt().orElseThrow(),
        run.message().orElse(""));
  }
}
