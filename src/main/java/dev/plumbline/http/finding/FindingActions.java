package dev.plumbline.http.finding;

import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingState;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Resolved;
import dev.plumbline.finding.FindingState.Unresolved;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.request.JsonBody;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.store.FindingStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Findings as the caller may see them, and what may be done about one. */
@Singleton
public final class FindingActions {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

  private final FindingStore store;
  private final Visibility visible;
  private final Caller caller;
  private final Clock clock;

  FindingActions(FindingStore store, Visibility visible, Caller caller, Clock clock) {
    this.store = store;
    this.visible = visible;
    this.caller = caller;
    this.clock = clock;
  }

  public Finding finding(String id) {
    return Optional.of(id)
        .filter(text -> HEX.matcher(text).matches())
        .map(FindingId::new)
        .flatMap(finding -> store.finding(finding, visible.findings()))
        .orElseThrow(() -> Problems.notFound("finding", id));
  }

  /**
   * @param body with a note, and perhaps until when
   * @return the finding after the change
   */
  public Finding acknowledge(String id, String body) {
    finding(id);
    Instant now = clock.instant();
    JsonBody read = JsonBody.read(body);
    String note = read.note();
    Optional<Instant> until = read.future("until", now);
    read.orThrow();
    Finding finding =
        update(
            id,
            now,
            state ->
                state instanceof Unresolved unresolved
                    ? unresolved.acknowledge(caller.name(), note, now, until)
                    : state);
    if (finding.state() instanceof Resolved(Instant at)) {
      throw Problems.of(
          ProblemType.RESOLVED, "It was resolved at " + at + ", so it cannot be acknowledged.");
    }
    return finding;
  }

  /** Opens it again, if it is acknowledged. */
  public Finding lift(String id) {
    finding(id);
    return update(
        id,
        clock.instant(),
        state -> state instanceof Acknowledged acknowledged ? acknowledged.unacknowledge() : state);
  }

  private Finding update(String id, Instant now, UnaryOperator<FindingState> change) {
    return store
        .update(new FindingId(id), Optional.of(caller.name()), now, change)
        .orElseThrow(() -> Problems.notFound("finding", id));
  }
}
