package dev.plumbline.store.state;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.snapshot.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a comparison, without the changes themselves.
 *
 * @param drift how much differed
 * @param source address of the source's snapshot that was compared; empty if there was none
 * @param target likewise
 * @param basis stable text of everything the verdict was made from (fingerprints, versions, rules,
 *     version of the comparison model): equal basis, equal verdict
 * @param comparedAt when both sides were last known to be as compared
 */
public record ComparisonStatus(
    ComparisonName name,
    DriftCounts drift,
    Optional<Fingerprint> source,
    Optional<Fingerprint> target,
    String basis,
    Instant comparedAt) {}
