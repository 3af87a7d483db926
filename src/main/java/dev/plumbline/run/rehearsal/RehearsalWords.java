package dev.plumbline.run.rehearsal;

import dev.plumbline.drift.words.Words;
import dev.plumbline.run.rehearsal.TableChange.AddColumn;
import dev.plumbline.run.rehearsal.TableChange.AddForeignKey;
import dev.plumbline.run.rehearsal.TableChange.ConvertColumn;
import dev.plumbline.run.rehearsal.TableChange.CreateIndex;
import dev.plumbline.run.rehearsal.TableChange.CreateTable;
import dev.plumbline.run.rehearsal.TableChange.DropColumn;
import dev.plumbline.run.rehearsal.TableChange.DropTable;
import dev.plumbline.run.rehearsal.TableChange.ForbidNull;
import dev.plumbline.run.rehearsal.TableChange.MakeUnique;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What is said of a rehearsal; sentences without full stop. */
public final class RehearsalWords {
  public static final String NOTHING =
      "nothing was executed: no step of the plan tightens or converts rows that exist";

  /** Users of a table do not notice less. */
  private static final Duration NOTICED = Duration.ofSeconds(1);

  private static final int MOST = 20;
  private static final double MILLIS = 1000.0;

  private RehearsalWords() {}

  /**
   * What succeeded, with what users of a table will notice, the longest first.
   *
   * @param took as many as the rehearsal has changes, in their order
   * @param server where it was
   */
  public static String passed(Rehearsal rehearsal, List<Duration> took, String server) {
    List<TableChange> changes = rehearsal.changes();
    List<String> noticed =
        IntStream.range(0, changes.size())
            .boxed()
            .filter(i -> took.get(i).compareTo(NOTICED) > 0)
            .sorted(Comparator.<Integer, Duration>comparing(took::get).reversed())
            .map(i -> action(changes.get(i)) + " " + seconds(took.get(i)))
            .toList();
    Duration all = took.stream().reduce(Duration.ZERO, Duration::plus);
    return "%s on the restored backup on %s took %s%s%s"
        .formatted(
            Words.count(changes.size(), "step"),
            server,
            seconds(all),
            noticed.isEmpty() ? "" : ": " + first(noticed),
            rehearsal.unknown().isEmpty()
                ? ""
                : "; not executed, because Plumbline does not know their type: "
                    + Words.list(rehearsal.unknown().stream().map(Words::name).toList()));
  }

  private static String first(List<String> all) {
    return String.join(", ", all.subList(0, Math.min(MOST, all.size())))
        + (all.size() > MOST ? " and " + (all.size() - MOST) + " more" : "");
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / MILLIS);
  }

  /** What could not be done. */
  public static String action(TableChange change) {
    return switch (change) {
      case CreateTable create -> "create collection " + Words.name(create.table());
      case DropTable drop -> "drop collection " + Words.name(drop.table());
      case AddColumn add -> "create field " + Words.name(add.table(), add.column().name());
      case DropColumn drop -> "drop field " + Words.name(drop.table(), drop.column());
      case ConvertColumn convert ->
          "convert %s from %s to %s"
              .formatted(
                  Words.name(convert.table(), convert.column()),
                  convert.from(),
                  convert.form().sql());
      case ForbidNull forbid -> "forbid null in " + Words.name(forbid.table(), forbid.column());
      case MakeUnique unique -> "make " + Words.name(unique.table(), unique.column()) + " unique";
      case CreateIndex index -> "create an index of " + Words.name(index.table(), index.column());
      case AddForeignKey key ->
          "create the foreign key of %s to %s"
              .formatted(Words.name(key.table(), key.column()), Words.name(key.related()));
    };
  }
}
