package dev.plumbline.replica;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.WatchedEnvironment.Directus;
import dev.plumbline.replica.ReplicaStore.Due;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is configured about a part, without secrets and without the names of their files.
 *
 * @param digest of all of it; replicas of one configuration have the same
 * @param schedule when it is done; empty for a comparison
 * @param source digest of what is read, and how
 */
record PartDefinition(String digest, Optional<Schedule> schedule, String source) {
  /** What would start at one instant is spread over a tenth of its interval, this at most. */
  private static final Duration LONGEST_SPREAD = Duration.ofSeconds(30);

  /**
   * @param form of the readings and comparisons of this version of Plumbline
   */
  static SortedMap<Part, PartDefinition> all(Settings settings, String form) {
    SortedMap<Part, PartDefinition> all = new TreeMap<>(Comparator.comparing(Part::key));
    for (WatchedEnvironment watched : settings.environments().values()) {
      all.put(Part.polls(watched.environment().id()), ofPolls(settings, watched, form));
      if (watched.database().isPresent()) {
        all.put(Part.scans(watched.environment().id()), ofScans(watched));
      }
    }
    settings
        .comparisons()
        .forEach(
            (name, comparison) ->
                all.put(
                    Part.of(name),
                    new PartDefinition(
                        Fingerprint.sha256(form + comparison), Optional.empty(), "")));
    return all;
  }

  /** With its comparisons, so that whoever polls an environment compares it as it should be. */
  private static PartDefinition ofPolls(
      Settings settings, WatchedEnvironment watched, String form) {
    String source = Fingerprint.sha256(form + source(watched));
    return new PartDefinition(
        Fingerprint.sha256(
            source
                + watched.environment()
                + watched.polling()
                + settings.comparisonsOf(watched.environment().id())),
        Optional.of(watched.polling().schedule()),
        source);
  }

  private static PartDefinition ofScans(WatchedEnvironment watched) {
    String source = Fingerprint.sha256(source(watched));
    return new PartDefinition(
        Fingerprint.sha256(source + watched.scanning()),
        Optional.of(watched.scanning().schedule()),
        source);
  }

  private static String source(WatchedEnvironment watched) {
    return watched.directus().map(Directus::url)
        + " "
        + watched.database().map(Database::url)
        + " "
        + watched.database().map(Database::username)
        + " "
        + watched.database().map(Database::schema)
        + " "
        + watched.database().flatMap(Database::replicaUrl)
        + " "
        + watched.database().flatMap(Database::directusRole);
  }

  /** When a part is due that was never planned. */
  Instant first(Part part, Optional<Instant> last, Instant now) {
    return switch (schedule.orElseThrow()) {
      case Schedule.Every(Duration interval) ->
          last.map(at -> at.plus(interval)).orElseGet(() -> now.plus(firstSpread(part, interval)));
      case Schedule.Cron cron -> cron.after(now);
    };
  }

  /** When a part is due that was planned for another definition. */
  Instant again(Due before, Instant now) {
    if (!before.source().equals(source)) {
      // What was read is not what is to be read now.
      return first(before.part(), Optional.empty(), now);
    }
    return before.schedule().equals(schedule.orElseThrow().toString())
        ? before.next()
        : first(before.part(), before.last(), now);
  }

  /**
   * When a part that is due is due again. Each part has instants of its own, an interval apart, so
   * that what began together, at a start or after a failure, does not stay together: fifty polls in
   * one second would hold up everything else in every interval.
   */
  Instant after(Due due, Instant now) {
    if (due.next().isAfter(now)) {
      return due.next();
    }
    return switch (schedule.orElseThrow()) {
      case Schedule.Every(Duration interval) -> now.plus(untilNext(due.part(), interval, now));
      case Schedule.Cron cron -> cron.after(now);
    };
  }

  /** At most the interval, and at least a quarter of it. */
  private static Duration untilNext(Part part, Duration interval, Instant now) {
    long length = interval.toMillis();
    long since = Math.floorMod(now.toEpochMilli() - spread(part, interval).toMillis(), length);
    long left = length - since;
    // From halfway, the next time is not too near.
    return Duration.ofMillis(left < length / 4 ? (left + length) / 2 : left);
  }

  private static Duration firstSpread(Part part, Duration interval) {
    Duration tenth = interval.dividedBy(10);
    return spread(part, tenth.compareTo(LONGEST_SPREAD) < 0 ? tenth : LONGEST_SPREAD);
  }

  /** The same for a part each time; hash codes of names that differ little are near each other. */
  private static Duration spread(Part part, Duration most) {
    long digest = Long.parseLong(Fingerprint.sha256(part.key()).substring(0, 8), 16);
    return Duration.ofMillis(digest % (most.toMillis() + 1));
  }
}
