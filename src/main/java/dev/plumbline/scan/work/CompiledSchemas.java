package dev.plumbline.scan.work;

import dev.plumbline.environment.BoundedCache;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.scan.ScannedDatabase.State;
import java.util.Optional;

/**
 * The compiled schemas of this process, so that an unchanged one is neither read nor compiled
 * again.
 */
final class CompiledSchemas {
  /** Of about 1 KiB each. */
  static final int MOST_CHECKS = 20_000;

  private final BoundedCache<EnvironmentId, CompiledSchema> schemas =
      new BoundedCache<>(MOST_CHECKS, CompiledSchema::size);

  /** The compiled schema of an environment, if it is still that of its database. */
  Optional<CompiledSchema> find(EnvironmentId environment, State state) {
    return schemas.find(environment).filter(schema -> schema.isOf(state));
  }

  void keep(EnvironmentId environment, CompiledSchema schema) {
    schemas.keep(environment, schema);
  }
}
