package dev.plumbline.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Measures several things interleaved: each round does all of them, so that whatever else the
 * machine does meanwhile is shared by all, and their ratios hold where the milliseconds do not.
 */
final class Race {
  /** Does it once and says how long it took. */
  interface Contestant {
    Duration run() throws Exception;
  }

  /** Something to be timed as a whole. */
  interface Work {
    void run() throws Exception;
  }

  private record Entry(Contestant contestant, int repetitions, List<Duration> times) {}

  private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();

  static Duration time(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Timed as a whole. */
  Race add(String name, int repetitions, Work work) {
    return addTimed(name, repetitions, () -> time(work));
  }

  /**
   * @param repetitions in each round
   */
  Race addTimed(String name, int repetitions, Contestant contestant) {
    entries.put(name, new Entry(contestant, repetitions, new ArrayList<>()));
    return this;
  }

  /**
   * Programs that run for weeks are compared, so neither is to be measured while its virtual
   * machine still interprets it.
   *
   * @param warmUp for how long each is done first, at least once; that does not count
   */
  Map<String, Samples> run(Duration warmUp, int rounds) throws Exception {
    for (Entry entry : entries.values()) {
      long begun = System.nanoTime();
      do {
        entry.contestant().run();
      } while (System.nanoTime() - begun < warmUp.toNanos());
    }
    return run(0, rounds);
  }

  /**
   * @param warmUp rounds that do not count
   */
  Map<String, Samples> run(int warmUp, int rounds) throws Exception {
    for (int round = -warmUp; round < rounds; round++) {
      for (Entry entry : entries.values()) {
        for (int i = 0; i < entry.repetitions(); i++) {
          Duration time = entry.contestant().run();
          if (round >= 0) {
            entry.times().add(time);
          }
        }
      }
    }
    SequencedMap<String, Samples> samples = new LinkedHashMap<>();
    entries.forEach((name, entry) -> samples.put(name, new Samples(entry.times())));
    return samples;
  }

  static Samples of(Map<String, Samples> samples, String name) {
    return Objects.requireNonNull(samples.get(name), name);
  }
}
