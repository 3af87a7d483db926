package dev.plumbline.scan.work;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.Check.UnservedStorage;
import dev.plumbline.integrity.Tally;
import dev.plumbline.scan.Binaries;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.watch.UnreadableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether Directus serves any file of a storage location. The first file that is served says yes.
 * That the location cannot be reached says no for all of them. Refused files alone say no once all
 * of them were asked for, or as many as a sample has.
 */
final class StorageAnswers implements AskedFiles {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** A storage may be away for a moment. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final EnvironmentId environment;
  private final UnservedStorage check;
  private final Binaries binaries;
  private final Patience patience;

  StorageAnswers(
      EnvironmentId environment, UnservedStorage check, Binaries binaries, Patience patience) {
    this.environment = environment;
    this.check = check;
    this.binaries = binaries;
    this.patience = patience;
  }

  /**
   * Where it is, as a position of a step.
   *
   * @param asked files that were refused so far
   * @param after the last of them
   */
  private record Cursor(long asked, String after) {
    static Cursor of(String text) {
      String[] parts = text.split(":", 2);
      return new Cursor(Long.parseLong(parts[0]), parts[1]);
    }

    String text() {
      return asked + ":" + after;
    }
  }

  @Override
  public Step step(Line line, Unit unit)
      throws UnreadableException, UntoldException, InterruptedException {
    Optional<Cursor> cursor = unit.position().map(Cursor::of);
    if (cursor.isPresent()) {
      patience.pause(PAUSE);
    }
    List<String> keys =
        line.ask(
            check.id().text(),
            session ->
                session.files(
                    Optional.of(check.storage()), cursor.map(Cursor::after), MissingFiles.RATE));
    long asked = cursor.map(Cursor::asked).orElse(0L) + keys.size();
    if (asked == 0) {
      return ended(Tally.NONE, 0);
    }
    return switch (answer(keys)) {
      case SERVED -> ended(Tally.NONE, keys.size());
      case OUT_OF_REACH -> ended(all(line, keys), keys.size());
      case REFUSED ->
          keys.size() < MissingFiles.RATE || asked >= MissingFiles.SAMPLE
              ? ended(all(line, keys), keys.size())
              : new Step(
                  Map.of(),
                  keys.size(),
                  Optional.of(new Cursor(asked, keys.getLast()).text()),
                  (double) asked / MissingFiles.SAMPLE);
    };
  }

  @Override
  public Optional<String> note() {
    return Optional.empty();
  }

  private Binaries.Storage answer(List<String> keys) throws UntoldException, InterruptedException {
    if (keys.isEmpty()) {
      return Binaries.Storage.REFUSED;
    }
    Binaries.Storage first = ask(keys);
    if (first != Binaries.Storage.OUT_OF_REACH) {
      return first;
    }
    patience.pause(AGAIN);
    return ask(keys);
  }

  private Binaries.Storage ask(List<String> keys) throws UntoldException, InterruptedException {
    return AskedFiles.asked(
        patience, MissingFiles.RETRIES, () -> binaries.storage(environment, keys));
  }

  private Tally all(Line line, List<String> keys) throws UnreadableException, InterruptedException {
    long count = line.ask(check.id().text(), session -> session.countFiles(check.storage()));
    return new Tally(count, keys.stream().map(List::of).toList());
  }

  private Step ended(Tally tally, int asked) {
    return new Step(Map.of(check.id(), tally), asked, Optional.empty(), 1);
  }
}
