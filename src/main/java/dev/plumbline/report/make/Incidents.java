package dev.plumbline.report.make;

import static java.util.Comparator.comparing;

import dev.plumbline.finding.FindingKind;
import dev.plumbline.report.part.Counts;
import dev.plumbline.report.part.IncidentsPart;
import dev.plumbline.report.part.IncidentsPart.Incident;
import dev.plumbline.report.part.Spread;
import dev.plumbline.store.history.EpisodeCount;
import dev.plumbline.store.history.PastFinding;
import dev.plumbline.store.history.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The findings of one comparison, environment or pair of environments, counted. */
final class Incidents {
  /** Of each list that names findings. */
  static final int MOST_FINDINGS = 10;

  private final Span span;
  private final Key key;
  private Counts opened = Counts.NONE;
  private Counts resolved = Counts.NONE;
  private Counts open = Counts.NONE;
  private long openBefore;
  private Spread detect = Spread.NONE;
  private long undated;
  private Spread resolve = Spread.NONE;
  private Optional<Instant> oldest = Optional.empty();

  private record Key(String comparison, String environment, String other)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        comparing(Key::comparison).thenComparing(Key::environment).thenComparing(Key::other);

    static Key of(EpisodeCount count) {
      return new Key(
          count.comparison().map(name -> name.name()).orElse(""),
          count.environment().name(),
          count.other().map(second -> second.name()).orElse(""));
    }

    static Key of(PastFinding finding) {
      return new Key(
          finding.comparison().map(name -> name.name()).orElse(""),
          finding.environment().name(),
          finding.other().map(second -> second.name()).orElse(""));
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private Incidents(Span span, Key key) {
    this.span = span;
    this.key = key;
  }

  /** Those of comparisons come last, because most of them say so by their state already. */
  static List<IncidentsPart> of(
      Span span, List<EpisodeCount> episodes, List<PastFinding> findings) {
    Map<Key, Incidents> groups = new TreeMap<>();
    for (EpisodeCount count : episodes) {
      groups.computeIfAbsent(Key.of(count), key -> new Incidents(span, key)).add(count);
    }
    List<PastFinding> incidents =
        findings.stream().filter(finding -> finding.kind() != FindingKind.IGNORE_RULE).toList();
    return groups.values().stream()
        .map(
            group ->
                group.part(
                    incidents.stream()
                        .filter(finding -> Key.of(finding).equals(group.key))
                        .toList()))
        .toList();
  }

  private void add(EpisodeCount episode) {
    long count = episode.count();
    if (span.contains(episode.openedAt())) {
      opened = opened.plus(episode.severity(), count);
      if (episode.unseenSince().isPresent()) {
        detect =
            detect.plus(Duration.between(episode.unseenSince().get(), episode.openedAt()), count);
      } else {
        undated += count;
      }
    } else {
      openBefore += count;
    }
    Optional<Instant> end = episode.resolvedAt().filter(span::contains);
    if (end.isPresent()) {
      resolved = resolved.plus(episode.severity(), count);
      resolve = resolve.plus(Duration.between(episode.openedAt(), end.get()), count);
    } else {
      open = open.plus(episode.severity(), count);
      oldest =
          oldest
              .filter(at -> at.isBefore(episode.openedAt()))
              .or(() -> Optional.of(episode.openedAt()));
    }
  }

  private IncidentsPart part(List<PastFinding> findings) {
    return new IncidentsPart(
        key.environment(),
        Optional.of(key.comparison()).filter(name -> !name.isEmpty()),
        Optional.of(key.other()).filter(name -> !name.isEmpty()),
        opened,
        resolved,
        open,
        openBefore,
        detect,
        undated,
        resolve,
        oldest,
        some(findings.stream().filter(finding -> span.contains(finding.openedAt()))),
        some(findings.stream().filter(isResolved())),
        some(
            findings.stream()
                .filter(isResolved().negate())
                .sorted(comparing(PastFinding::openedAt).thenComparing(PastFinding::id))));
  }

  private static Predicate<PastFinding> isResolved() {
    return finding -> finding.resolvedAt().isPresent();
  }

  private static List<Incident> some(Stream<PastFinding> findings) {
    return findings.limit(MOST_FINDINGS).map(Incidents::incident).toList();
  }

  private static Incident incident(PastFinding finding) {
    return new Incident(
        finding.id().hex(),
        finding.kind().label(),
        finding.code(),
        finding.severity().label(),
        finding.subject(),
        finding.message(),
        finding.openedAt(),
        finding.resolvedAt(),
        finding.acknowledged());
  }
}
