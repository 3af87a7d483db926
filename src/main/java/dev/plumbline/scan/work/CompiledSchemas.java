package dev.plumbline.scan.work;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.scan.ScannedDatabase.State;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The compiled schemas of this process, so that an unchanged one is neither read nor compiled
 * again. Those that were not used for longest are dropped when all of them have more than {@link
 * #MOST_CHECKS}.
 */
final class CompiledSchemas {
  /** Of about 1 KiB each. */
  static final int MOST_CHECKS = 20_000;

  private final Map<EnvironmentId, CompiledSchema> byUse = new LinkedHashMap<>(16, 0.75f, true);
  private int checks;

  /** The compiled schema of an environment, if it is still that of its database. */
  synchronized Optional<CompiledSchema> find(EnvironmentId environment, State state) {
    return Optional.ofNullable(byUse.get(environment)).filter(schema -> schema.isOf(state));
  }

  synchronized void keep(EnvironmentId environment, CompiledSchema schema) {
    Optional.ofNullable(byUse.remove(environment)).ifPresent(old -> checks -= old.size());
    byUse.put(environment, schema);
    checks += schema.size();
    Iterator<CompiledSchema> longestUnused = byUse.values().iterator();
    while (checks > MOST_CHECKS) {
      checks -= longestUnused.next().size();
      longestUnused.remove();
    }
  }
}
