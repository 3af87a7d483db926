package dev.plumbline.ui.run;

import dev.plumbline.http.run.RunPhase;
import dev.plumbline.run.RunState;
import dev.plumbline.run.followup.FollowUpState;
import dev.plumbline.ui.sign.Sign;

/** The states of a run and its parts, as signs. */
final class RunSigns {
  private RunSigns() {}

  static Sign of(RunState state) {
    return switch (state) {
      case RUNNING -> Sign.busy(state.label());
      case HELD -> Sign.warning(state.label());
      case VERIFIED -> Sign.good(state.label());
      case UNVERIFIED, FAILED -> Sign.bad(state.label());
      case CANCELLED -> Sign.plain(state.label());
    };
  }

  static Sign of(RunPhase.State state) {
    return switch (state) {
      case RUNNING -> Sign.busy(state.label());
      case DONE -> Sign.good(state.label());
      case FAILED -> Sign.bad(state.label());
      case INTERRUPTED -> Sign.warning(state.label());
    };
  }

  static Sign of(FollowUpState state) {
    String word = state.label().replace('_', ' ');
    return switch (state) {
      case WAITING, SUPERSEDED -> Sign.plain(word);
      case AS_PLANNED -> Sign.good(word);
      case NOT_AS_PLANNED -> Sign.bad(word);
      case UNKNOWN -> Sign.unknown(word);
    };
  }
}
