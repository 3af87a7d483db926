package dev.plumbline.planning;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.hazard.RowQuestion;
import java.util.Map;
import java.util.Set;

/**
 * Counts rows of an environment as they are, without changing any of them. Never throws, never
 * outlives its deadline.
 */
public interface RowCounter {
  /**
   * @return an answer to each question; one that no time is left for, or that PostgreSQL refuses,
   *     is {@link RowAnswer.NotCounted}, or {@link RowAnswer.Estimated} where statistics know
   */
  Map<RowQuestion, RowAnswer> count(EnvironmentId environment, Set<RowQuestion> questions);
}
