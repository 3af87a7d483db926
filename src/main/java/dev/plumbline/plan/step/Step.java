package dev.plumbline.plan.step;

import dev.plumbline.json.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * One thing that a plan does.
 *
 * @param subject such as {@code articles.title}
 * @param sentence in the imperative, without a full stop
 * @param proofs what is read from the database of the target afterwards if it happened
 */
public record Step(Action action, String subject, String sentence, List<Proof> proofs) {
  public Step {
    proofs = List.copyOf(proofs);
  }

  /** What happens to the subject. */
  public enum Action {
    CREATE,
    CHANGE,
    RECREATE,
    DROP;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As written in REST. */
    public String label() {
      return label;
    }

    /** Whether rows or values are lost by it. */
    public boolean isDestructive() {
      return this == DROP || this == RECREATE;
    }
  }

  /**
   * Something that the snapshot, rebuilt from PostgreSQL, then has.
   *
   * @param kind of entity: {@code collection}, {@code field}, {@code system_field} or {@code
   *     relation}
   * @param subject of the entity
   * @param path of one value; empty for the entity as a whole
   * @param value that it then has; of a whole, whether it is there
   */
  public record Proof(String kind, String subject, String path, JsonValue value) {}
}
