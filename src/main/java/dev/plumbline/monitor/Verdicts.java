package dev.plumbline.monitor;

import dev.plumbline.configuration.Settings;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.VerdictSummary;
import dev.plumbline.environment.Versions;
import dev.plumbline.memory.ComparisonStatus;
import dev.plumbline.memory.Part;
import dev.plumbline.monitor.Basis.Known;
import dev.plumbline.monitor.Basis.Unreadable;
import dev.plumbline.replica.Standing;
import dev.plumbline.schema.Fingerprint;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What may be said of a comparison at this instant. It is decided whenever it is asked for, so that
 * neither a dead poller nor a crash between recording a poll and comparing can leave an old verdict
 * standing.
 */
final class Verdicts {
  private static final int MOST_DIGESTS = 1_000;

  private final Settings settings;
  private final Clock clock;
  private final String form;
  private final Standing standing;

  /** Comparisons whose verdict by the rules of this process has stood. */
  private final Set<ComparisonName> madeHere = ConcurrentHashMap.newKeySet();

  /** A hundred migrations each, of which all environments may have the same. */
  private final Map<Versions, String> digests = new ConcurrentHashMap<>();

  /**
   * @param form of the readings and comparisons of this version of Plumbline
   */
  Verdicts(Settings settings, Clock clock, String form, Standing standing) {
    this.settings = settings;
    this.clock = clock;
    this.form = form;
    this.standing = standing;
  }

  VerdictSummary of(Comparison comparison, Optional<ComparisonStatus> recorded, Sides sides) {
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
        madeHere.contains(comparison.name()) && standing.isUnawareOf(status.comparedAt());
    return known.isOfTheSameSides(status)
        && (replacedJustNow || standing.isOverruled(Part.of(comparison.name())));
  }

  static VerdictSummary changed(Comparison comparison) {
    return new VerdictSummary.Unknown(
        comparison.source()
            + " or "
            + comparison.target()
            + " changed and has not been compared again yet");
  }

  Basis basis(Comparison comparison, Sides sides, Instant now) {
    Basis basis = Basis.of(settings, comparison, sides.statuses(), form, this::digest, now);
    return switch (basis) {
      case Unreadable ignored -> basis;
      case Known ignored ->
          Hindrance.ofIdentity(comparison, sides.identities())
              .<Basis>map(Unreadable::new)
              .orElse(basis);
    };
  }

  private String digest(Versions versions) {
    if (digests.size() >= MOST_DIGESTS) {
      digests.clear();
    }
    return digests.computeIfAbsent(versions, unknown -> Fingerprint.sha256(unknown.toString()));
  }
}
