package dev.plumbline.path;

import java.util.List;
import java.util.Optional;

/** How a field leads from its collection to another one. */
public sealed interface Relationship {
  /** A many-to-one. */
  record One(String collection) implements Relationship {}

  /**
   * An alias that shows the other side of a many-to-one.
   *
   * @param collection the many side; of a many-to-many its junction
   * @param junctionField of a junction: the field that leads on
   */
  record Many(String collection, Optional<String> junctionField) implements Relationship {}

  /**
   * A many-to-any.
   *
   * @param allowed collections that it may lead to
   */
  record Any(List<String> allowed) implements Relationship {
    public Any {
      allowed = List.copyOf(allowed);
    }
  }

  /** Metadata that contradicts itself, or a relation that nothing is known about. */
  record Unclear() implements Relationship {}
}
