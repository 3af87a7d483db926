package dev.plumbline.hazard;

import dev.plumbline.severity.Severity;
import java.util.Optional;

/**
 * What a plan could hurt.
 *
 * @param subject such as {@code articles.title}; empty for the environment as a whole
 * @param message one sentence: what happens, to how much
 * @param remedy how to get rid of it, often SQL to copy; empty where there is none
 * @param refuses whether there can be no such plan while this stands, because Directus would fail
 *     or destroy what nobody asked it to
 */
public record Hazard(
    HazardCode code,
    Severity severity,
    String subject,
    String message,
    HazardEvidence evidence,
    Optional<String> remedy,
    boolean refuses) {}
