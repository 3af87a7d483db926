package dev.plumbline.ui.finding;

import dev.plumbline.finding.FindingState;
import dev.plumbline.ui.sign.Sign;

/** The states of a finding, as signs. */
final class FindingSigns {
  private FindingSigns() {}

  static Sign state(FindingState state) {
    return switch (state) {
      case FindingState.Open open -> Sign.plain(open.label());
      case FindingState.Acknowledged acknowledged -> Sign.warning(acknowledged.label());
      case FindingState.Resolved resolved -> Sign.good(resolved.label());
    };
  }
}
