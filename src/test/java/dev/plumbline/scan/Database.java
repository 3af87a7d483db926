package dev.plumbline.scan;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.CheckContext;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Tally;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.Metadata;
import dev.plumbline.reading.Reason;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.state.CheckStatus.TableState;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.watch.source.UnreadableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A database in memory. A table is a number of rows, and a row is the number of its place; which
 * rows break a check is said. A step reads ten rows and takes the time that it may.
 */
public final class Database implements ScannedDatabase {
  public static final int STEP = 10;

  private final Time time;
  private final SortedMap<String, Integer> rows = new TreeMap<>();
  private final Map<String, Integer> writes = new HashMap<>();
  private final Map<CheckId, SortedSet<Integer>> broken = new HashMap<>();
  private final Map<CheckId, Reason> failures = new HashMap<>();
  private final Map<CheckId, Integer> disconnections = new HashMap<>();
  private final Map<String, Integer> rewrites = new HashMap<>();
  public final List<String> files = new ArrayList<>();
  public final List<String> steps = new ArrayList<>();
  public final Set<Duration> aims = new HashSet<>();
  public Load load = new Load(0, 0, Duration.ZERO);
  public boolean standby;
  public int refusals;
  public int opened;
  public int counted;
  public @Nullable Reason schemaFailure;

  /** Of the schema. */
  public String fingerprint = "1";

  /** What happens before the schema is there. */
  public Runnable whileTheSchemaIsRead = () -> {};

  /** How often the schema was read. */
  public int schemasRead;

  public @Nullable Reason openFailure;

  public Database(Time time) {
    this.time = time;
  }

  public void table(String name, int size) {
    rows.put(name, size);
    write(name);
  }

  public void write(String table) {
    writes.merge(table, 1, Integer::sum);
  }

  /** These rows break it from now on, and no others. */
  public void broken(Check check, Integer... places) {
    broken.put(check.id(), new TreeSet<>(List.of(places)));
    write(check.table());
  }

  public void fails(Check check, Reason reason) {
    failures.put(check.id(), reason);
  }

  public void works(Check check) {
    failures.remove(check.id());
  }

  /** The connection breaks so often when the check is made. */
  public void disconnects(Check check, int times) {
    disconnections.put(check.id(), times);
  }

  /** So often the table is rewritten while it is checked, so that no position holds. */
  public void rewritten(String table, int times) {
    rewrites.put(table, times);
  }

  @Override
  public ScanSession open(EnvironmentId environment) throws UnreadableException {
    if (openFailure != null) {
      throw new UnreadableException(openFailure, "it does not let us in");
    }
    if (refusals > 0) {
      refusals--;
      throw new UnreadableException(Reason.UNREACHABLE, "nobody answers");
    }
    opened++;
    return new Session();
  }

  private final class Session implements ScanSession {
    @Override
    public State state() throws UnreadableException {
      fail();
      SortedMap<String, TableState> states = new TreeMap<>();
      if (!standby) {
        rows.keySet()
            .forEach(table -> states.put(table, new TableState("written " + writes.get(table))));
      }
      return new State(fingerprint, states, context());
    }

    @Override
    public CheckContext context() {
      return CheckContext.UNKNOWN;
    }

    @Override
    public Schema schema() throws UnreadableException {
      fail();
      schemasRead++;
      whileTheSchemaIsRead.run();
      List<Snapshot.Collection> collections =
          rows.keySet().stream()
              .filter(table -> !table.startsWith("directus_"))
              .map(
                  table ->
                      new Snapshot.Collection(
                          table, JsonValue.of((String) null), Optional.of(JsonObject.EMPTY)))
              .toList();
      return new Schema(
          fingerprint,
          new Catalog(List.of()),
          new Metadata(List.of(), List.of(), List.of()),
          new Snapshot(collections, List.of(), List.of(), List.of()));
    }

    private void fail() throws UnreadableException {
      if (schemaFailure != null) {
        throw new UnreadableException(schemaFailure, "the schema may not be read");
      }
    }

    @Override
    public Step step(List<Check> checks, Optional<String> position, Duration aim)
        throws UnreadableException {
      int from = position.map(Integer::parseInt).orElse(0);
      String table = checks.getFirst().table();
      steps.add(table + "@" + from + " x" + checks.size());
      aims.add(aim);
      time.pass(aim);
      for (Check check : checks) {
        fail(check);
      }
      if (from > 0 && rewrites.merge(table, -1, Integer::sum) >= 0) {
        throw new UnreadableException(Reason.UNSETTLED, table + " was rewritten");
      }
      int all = rows.getOrDefault(table, 0);
      int to = Math.min(from + STEP, all);
      Map<CheckId, Tally> tallies = new HashMap<>();
      for (Check check : checks) {
        List<List<String>> keys =
            broken.getOrDefault(check.id(), new TreeSet<>()).subSet(from, to).stream()
                .map(place -> List.of(Integer.toString(place)))
                .toList();
        tallies.put(check.id(), new Tally(keys.size(), keys));
      }
      return new Step(
          tallies,
          to - from,
          to < all ? Optional.of(Integer.toString(to)) : Optional.empty(),
          all == 0 ? 1 : (double) to / all);
    }

    private void fail(Check check) throws UnreadableException {
      if (disconnections.merge(check.id(), -1, Integer::sum) >= 0) {
        throw new UnreadableException(Reason.INTERRUPTED, "the connection broke");
      }
      Reason reason = failures.get(check.id());
      if (reason != null) {
        throw new UnreadableException(reason, "no right to read " + check.id().subject());
      }
    }

    @Override
    public List<ItemCount.Counted> count(List<String> tables) {
      counted += tables.size();
      return tables.stream()
          .map(
              table ->
                  new ItemCount.Counted(table, rows.getOrDefault(table, 0), ItemCount.Method.EXACT))
          .toList();
    }

    @Override
    public long countFiles(String storage) {
      return files.size();
    }

    @Override
    public List<String> files(Optional<String> storage, Optional<String> after, int limit) {
      // Five of 20,000 are asked for, again and again: they are not sorted each time.
      SortedSet<String> first = new TreeSet<>();
      for (String file : files) {
        if (after.isEmpty() || file.compareTo(after.get()) > 0) {
          first.add(file);
          if (first.size() > limit) {
            first.removeLast();
          }
        }
      }
      return List.copyOf(first);
    }

    @Override
    public Load load() {
      return load;
    }

    @Override
    public String sql(Check check, Tally found) {
      return "SELECT id FROM " + check.table();
    }

    @Override
    public void close() {}
  }
}
