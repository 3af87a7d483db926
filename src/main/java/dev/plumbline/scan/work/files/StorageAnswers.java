package dev.plumbline.scan.work.files;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.Check.UnservedStorage;
import dev.plumbline.integrity.Tally;
import dev.plumbline.scan.FileBinaries;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.scan.work.run.CheckBatch;
import dev.plumbline.scan.work.run.ReconnectingSession;
import dev.plumbline.scan.work.run.ScanBudget;
import dev.plumbline.watch.source.UnreadableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether Directus serves any file of a storage location. The first file that is served says yes.
 * That the location cannot be reached says no for all of them. Refused files alone say no once all
 * of them were asked for, or as many as a sample has.
 */
public final class StorageAnswers implements AskedFiles {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** A storage may be away for a moment. */
  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final EnvironmentId environment;
  private final UnservedStorage check;
  private final FileBinaries binaries;
  private final ScanBudget budget;

  public StorageAnswers(
      EnvironmentId environment, UnservedStorage check, FileBinaries binaries, ScanBudget budget) {
    this.environment = environment;
    this.check = check;
    this.binaries = binaries;
    this.budget = budget;
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
  public Step step(ReconnectingSession connection, CheckBatch batch)
      throws UnreadableException, NoAnswerException, InterruptedException {
    Optional<Cursor> cursor = batch.position().map(Cursor::of);
    if (cursor.isPresent()) {
      budget.pause(PAUSE);
    }
    List<String> keys =
        connection.ask(
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
      case OUT_OF_REACH -> ended(all(connection, keys), keys.size());
      case REFUSED ->
          keys.size() < MissingFiles.RATE || asked >= MissingFiles.SAMPLE
              ? ended(all(connection, keys), keys.size())
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

  private FileBinaries.Storage answer(List<String> keys)
      throws NoAnswerException, InterruptedException {
    if (keys.isEmpty()) {
      return FileBinaries.Storage.REFUSED;
    }
    FileBinaries.Storage first = ask(keys);
    if (first != FileBinaries.Storage.OUT_OF_REACH) {
      return first;
    }
    budget.pause(AGAIN);
    return ask(keys);
  }

  private FileBinaries.Storage ask(List<String> keys)
      throws NoAnswerException, InterruptedException {
    return AskedFiles.asked(
        budget, MissingFiles.RETRIES, () -> binaries.storage(environment, keys));
  }

  private Tally all(ReconnectingSession connection, List<String> keys)
      throws UnreadableException, InterruptedException {
    long count = connection.ask(check.id().text(), session -> session.countFiles(check.storage()));
    return new Tally(count, keys.stream().map(List::of).toList());
  }

  private Step ended(Tally tally, int asked) {
    return new Step(Map.of(check.id(), tally), asked, Optional.empty(), 1);
  }
}
