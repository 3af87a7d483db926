package dev.plumbline.ui.environment;

import dev.plumbline.run.Run;
import dev.plumbline.store.MonitorStore.SnapshotPeriod;
import dev.plumbline.store.state.Deployment;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that happened to an environment.
 *
 * @param link to a page about it; empty if there is none
 */
record TimelineEntry(Instant at, String what, String text, Optional<String> link) {
  private static final int MOST = 30;

  /** Newest first. */
  static List<TimelineEntry> of(
      List<SnapshotPeriod> schemas, List<Deployment> deployments, List<Run> runs) {
    return Stream.of(
            schemas.stream().map(TimelineEntry::of),
            deployments.stream().map(TimelineEntry::of),
            runs.stream().map(TimelineEntry::of))
        .flatMap(entries -> entries)
        .sorted(Comparator.comparing(TimelineEntry::at).reversed())
        .limit(MOST)
        .toList();
  }

  private static TimelineEntry of(SnapshotPeriod schema) {
    return new TimelineEntry(
        schema.from(),
        "schema",
        "The schema changed: `" + schema.fingerprint().hex().substring(0, 12) + "`.",
        Optional.empty());
  }

  private static TimelineEntry of(Deployment deployment) {
    String revision =
        deployment.details().revision().map(known -> " of `" + known + "`").orElse("");
    return new TimelineEntry(
        deployment.requestedAt(),
        "deployment",
        deployment.requestedBy()
            + " reported a deployment"
            + revision
            + deployment.details().note().map(note -> ": " + note).orElse("")
            + deployment.message().map(message -> " (" + message + ")").orElse("")
            + ".",
        Optional.empty());
  }

  private static TimelineEntry of(Run run) {
    return new TimelineEntry(
        run.startedAt(),
        run.undoes().isPresent() ? "rollback" : "run",
        run.startedBy()
            + (run.undoes().isPresent() ? " began a rollback: " : " began a run: ")
            + run.state().label()
            + ".",
        Optional.of("/runs/" + run.id()));
  }
}
