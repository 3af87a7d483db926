package dev.plumbline.drift;

import java.time.Instant;
import java.util.Optional;

/**
 * Changes of a comparison that are meant to be.
 *
 * @param subject glob over {@link Subject#text()}: {@code *} is any run of characters but '.',
 *     {@code **} any run, {@code ?} one character
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
    Optional<Instant> until) {}
