package dev.plumbline.store.plan;

import dev.plumbline.approval.Decision;
import java.util.Optional;

/**
 * A decision as it is stored.
 *
 * @param key by which the client repeats the request safely
 */
public record RecordedDecision(Decision decision, Optional<String> key) {}
