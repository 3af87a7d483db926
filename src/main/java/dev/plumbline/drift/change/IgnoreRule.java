package dev.plumbline.drift.change;

import java.time.Instant;
import java.util.Optional;

/**
 * Changes of a comparison that are meant to be.
 *
 * @param subject glob over {@link Subject#text()}: {@code *} is any run of characters but '.',
 *     {@code **} any run, {@code ?} one character but '.'; the environment as a whole, whose text
 *     is empty, is matched by {@code **}
 * @param path glob over {@link Change#path()}, likewise; empty for any path
 * @param code only changes of this code; empty for any
 * @param reason why they are meant to be; not blank
 * @param until from then on the rule ignores nothing and is itself reported; empty for ever
 */
public record IgnoreRule(
    String subject,
    Optional<String> path,
    Optional<ChangeCode> code,
    String reason,
    Optional<Instant> until) {

  /** What is wrong with a glob, in one clause for a person; empty if nothing is. */
  public static Optional<String> problem(String glob) {
    return Glob.problem(glob);
  }

  /** Whether the change is one of those that are meant to be, whatever the time. */
  public boolean covers(Change change) {
    return code.map(only -> only == change.code()).orElse(true)
        && new Glob(subject).matches(change.subject().text())
        && path.map(glob -> new Glob(glob).matches(change.path())).orElse(true);
  }

  public boolean isExpired(Instant now) {
    return until.map(end -> !now.isBefore(end)).orElse(false);
  }
}
