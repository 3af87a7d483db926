package dev.plumbline.store.history;

import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was when, as far back as the retention of the store. Every method throws {@link
 * dev.plumbline.store.StoreUnavailableException} when the store cannot be reached.
 *
 * <p>Polls and findings have their times anyway. The states of comparisons and checks do not: they
 * are recorded by {@link #record}, again and again, and only what differs is added.
 */
public interface HistoryStore {
  /** A state that was not recorded again for longer than this is not known any more. */
  Duration LONGEST_GAP = Duration.ofMinutes(5);

  /**
   * Records what is so now, and that it was recorded: one transaction. Of the checks of records it
   * records what the store has.
   *
   * @param states of all comparisons and records that this process is configured with; what is
   *     known of others is {@code unknown} from now on
   */
  void record(Instant now, Collection<StateChange> states);

  /** Of what there is anything; empty if of nothing. */
  Optional<Instant> oldest();

  /**
   * When the states were known: each from when they were recorded until {@link #LONGEST_GAP} after
   * they were recorded last.
   *
   * @return those that overlap the span, sorted
   */
  List<Span> recorded(Span span);

  /**
   * How polls ended, as far as it overlaps the span; sorted by environment, then time.
   *
   * @param limits how long after its beginning the last poll still counts as the present
   */
  List<PollRun> polls(Span span, Map<EnvironmentId, Duration> limits);

  /** The scans that ended in the span, sorted by environment; those without any are left out. */
  List<ScanCount> scans(Span span);

  /**
   * How many findings were open at any time of the span, but those about ignore rules.
   *
   * @param comparisons whose sides are to be considered for {@link EpisodeCount#unseenSince}
   * @return sorted by all that they have in common
   */
  List<EpisodeCount> episodes(Span span, Collection<Comparison> comparisons);

  /**
   * Some findings of the span: of each environment, comparison and pair of environments, the
   * gravest that were opened or resolved in it, and those longest open at its end; all of those
   * about ignore rules that were open at its end.
   *
   * @param most of each of the three
   * @return sorted by severity, gravest first, then by when they were opened, then by id
   */
  List<PastFinding> findings(Span span, int most);

  /** The last state of each part before the span, and every later one in it; sorted by time. */
  List<StateChange> states(Span span);

  /** Likewise of each environment and code. */
  List<CheckChange> checks(Span span);

  /**
   * The plans that were proposed in the span, or to which anything happened in it, or that were
   * open at its end, or at any time since; in the order in which they were proposed.
   */
  List<PastPlan> plans(Span span);

  /** The runs that ended in the span, in the order in which they ended. */
  List<Run> runs(Span span);

  /** Of each environment that had any before the end of the span, sorted by its name. */
  List<PastBackups> backups(Span span);
}
