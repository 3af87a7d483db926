package dev.plumbline.audit;

import dev.plumbline.environment.EnvironmentId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * That somebody did something.
 *
 * @param at to the microsecond
 * @param token the name of the token; empty: Plumbline itself
 * @param person whose token it is, where that is known
 * @param subject the id of the plan, finding or backup, or the name of the environment
 * @param environments that it concerns: whoever may not see all of them does not see it
 * @param details by name, such as {@code hash} or {@code reason}
 */
public record AuditEntry(
    Instant at,
    AuditAction action,
    Optional<String> token,
    Optional<String> person,
    String subject,
    SortedSet<EnvironmentId> environments,
    SortedMap<String, String> details) {
  public AuditEntry {
    at = at.truncatedTo(ChronoUnit.MICROS);
    environments = Collections.unmodifiableSortedSet(new TreeSet<>(environments));
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }
}
