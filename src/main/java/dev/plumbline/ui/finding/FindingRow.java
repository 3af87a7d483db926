package dev.plumbline.ui.finding;

import dev.plumbline.finding.Finding;
import dev.plumbline.finding.Observation;
import dev.plumbline.ui.sign.Sign;
import java.time.Instant;

/** A finding, in one line. */
record FindingRow(
    String id,
    Sign severity,
    Sign state,
    String kind,
    String environment,
    String message,
    Instant openedAt) {
  static FindingRow of(Finding finding) {
    Observation seen = finding.observation();
    return new FindingRow(
        finding.id().hex(),
        Sign.of(seen.severity()),
        FindingSigns.state(finding.state()),
        seen.kind().label().replace('_', ' '),
        seen.environment().name(),
        seen.message(),
        finding.openedAt());
  }
}
