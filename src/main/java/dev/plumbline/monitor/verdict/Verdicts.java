package dev.plumbline.monitor.verdict;

import dev.plumbline.configuration.Settings;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.VerdictSummary;
import dev.plumbline.environment.Versions;
import dev.plumbline.monitor.verdict.VerdictInputs.Known;
import dev.plumbline.monitor.verdict.VerdictInputs.Unreadable;
import dev.plumbline.replica.ReplicaStatus;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.Part;
import dev.plumbline.store.state.ComparisonStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What may be said of a comparison at this instant. It is decided whenever it is asked for, so that
 * neither a dead poller nor a crash between recording a poll and comparing can leave an old verdict
 * replicaStatus.
 */
public final class Verdicts {
  private static final int MOST_DIGESTS = 1_000;

  private final Settings settings;
  private final Clock clock;
  private final String form;
  private final ReplicaStatus replicaStatus;

  /** Comparisons whose verdict by the rules of this process has stood. */
  private final Set<ComparisonName> madeHere = ConcurrentHashMap.newKeySet();

  /** A hundred migrations each, of which all environments may have the same. */
  private final Map<Versions, String> digests = new ConcurrentHashMap<>();

  /**
   * @param form of the readings and comparisons of this version of Plumbline
   */
  public Verdicts(Settings settings, Clock clock, String form, ReplicaStatus replicaStatus) {
    this.settings = settings;
    this.clock = clock;
    this.form = form;
    this.replicaStatus = replicaStatus;
  }

  public VerdictSummary of(
      Comparison comparison, Optional<ComparisonStatus> recorded, ComparedEnvironments sides) {
    Instant now = clock.instant();
    return switch (basis(comparison, sides, now)) {
      case Unreadable(String reason) -> new VerdictSummary.Unknown(reason);
      case Known known ->
          recorded
              .filter(
                  status ->
                      isOurs(comparison, known, status)
                          || isOfNewerRules(comparison, known, status))
              .<VerdictSummary>map(status -> new VerdictSummary.Known(status.drift()))
              .orElseGet(() -> changed(comparison));
    };
  }

  private boolean isOurs(Comparison comparison, Known known, ComparisonStatus status) {
    if (known.isOf(status)) {
      madeHere.add(comparison.name());
      return true;
    }
    return false;
  }

  /**
   * Another replica has newer rules, and the same two schemas: its verdict is the right one. Before
   * this replica learns that it is overruled, it sees that its own verdict was replaced just now.
   */
  private boolean isOfNewerRules(Comparison comparison, Known known, ComparisonStatus status) {
    boolean replacedJustNow =
        madeHere.contains(comparison.name()) && replicaStatus.isUnawareOf(status.comparedAt());
    return known.isOfTheSameSides(status)
        && (replacedJustNow || replicaStatus.isOverruled(Part.of(comparison.name())));
  }

  public static VerdictSummary changed(Comparison comparison) {
    return new VerdictSummary.Unknown(
        comparison.source()
            + " or "
            + comparison.target()
            + " changed and has not been compared again yet");
  }

  VerdictInputs basis(Comparison comparison, ComparedEnvironments sides, Instant now) {
    VerdictInputs inputs =
        VerdictInputs.of(settings, comparison, sides.statuses(), form, this::digest, now);
    return switch (inputs) {
      case Unreadable ignored -> inputs;
      case Known ignored ->
          UnknownReason.ofIdentity(comparison, sides.identities())
              .<VerdictInputs>map(Unreadable::new)
              .orElse(inputs);
    };
  }

  private String digest(Versions versions) {
    if (digests.size() >= MOST_DIGESTS) {
      digests.clear();
    }
    return digests.computeIfAbsent(versions, unknown -> Fingerprint.sha256(unknown.toString()));
  }
}
