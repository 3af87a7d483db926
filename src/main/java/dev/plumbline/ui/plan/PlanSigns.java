package dev.plumbline.ui.plan;

import dev.plumbline.approval.PlanState;
import dev.plumbline.ui.sign.Sign;

/** The states of a plan, as signs. */
final class PlanSigns {
  private PlanSigns() {}

  static Sign of(PlanState.Kind state) {
    String word = state.label().replace('_', ' ');
    return switch (state) {
      case PLANNING, RUNNING -> Sign.busy(word);
      case WAITING -> Sign.warning(word);
      case APPROVED, APPLIED -> Sign.good(word);
      case REFUSED, FAILED, REJECTED, VOIDED, NOT_APPLIED -> Sign.bad(word);
      case WITHDRAWN, EXPIRED -> Sign.plain(word);
    };
  }
}
