package dev.plumbline.sync.port;

import dev.plumbline.environment.EnvironmentId;
import java.time.Duration;
import java.util.Optional;

/** The Directus of a target, as what changes its schema. */
public interface SchemaApply {
  /**
   * Sends a payload to {@code POST /schema/apply}, without {@code force}, once: it is never
   * repeated. Never throws because of Directus.
   *
   * @param payload JSON, as the gate has let it pass
   * @param deadline after which the outcome is unknown; Directus continues nevertheless
   * @throws InterruptedException if this thread was interrupted; the outcome is unknown then, too
   */
  Outcome apply(EnvironmentId target, String payload, Duration deadline)
      throws InterruptedException;

  /**
   * Makes Directus read its schema again, by {@code POST /utils/cache/clear?system}; empty if it
   * was done, else why not, in a sentence.
   */
  Optional<String> clearCaches(EnvironmentId target);

  /**
   * Whether Directus is there right now. Changes nothing.
   *
   * @param deadline for each of the two things that are tried: a connection and a request
   */
  Presence presence(EnvironmentId target, Duration deadline) throws InterruptedException;

  /** Who is at the address of Directus. */
  enum Presence {
    /** It has answered a request that needs its database: it has read whatever was sent before. */
    ANSWERS,
    /** The connection was refused by each of its addresses: nobody listens. */
    ABSENT,
    /** Neither is known. */
    SILENT
  }

  /** How an apply ended, as far as its answer says. */
  sealed interface Outcome {
    /** Directus answered 204. That is no proof that both sides are equal now. */
    record Applied() implements Outcome {}

    /** Directus refused it, or a statement of its transaction failed: nothing was changed. */
    record Refused(String message) implements Outcome {}

    /** Certainly nothing was sent. */
    record NotSent(String reason) implements Outcome {}

    /**
     * It may have been applied, or be applied still. {@link ApplyWatch#awaitEnd} and {@link
     * TargetSession#status} say more.
     */
    record Unknown(String reason) implements Outcome {}
  }
}
