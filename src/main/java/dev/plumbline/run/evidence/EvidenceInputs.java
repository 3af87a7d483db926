package dev.plumbline.run.evidence;

import dev.plumbline.approval.Decision;
import dev.plumbline.plan.Plan;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a report is made of.
 *
 * @param run as it ended
 * @param events its whole journal, with its end, oldest first
 * @param plan without its payload; empty if it could not be read
 * @param decisions about the plan, oldest first
 * @param backup of the run; empty if there is none, or it could not be read
 * @param backupRows how many rows the backup has, by table with schema, as SQL writes it; empty
 *     without a backup
 * @param isNarrowed whether the backup lacks the rows of other tables
 * @param verified empty if the target was not verified
 * @param verifiedAgainAt when Plumbline verifies the target again, in this order
 * @param notKnown what could not be read and why, a sentence each
 */
public record EvidenceInputs(
    Run run,
    List<RunEvent> events,
    Optional<Plan> plan,
    List<Decision> decisions,
    Optional<RunReport.BackupFacts> backup,
    SortedMap<String, Long> backupRows,
    boolean isNarrowed,
    Optional<VerifiedTarget> verified,
    List<Instant> verifiedAgainAt,
    List<String> notKnown) {
  public EvidenceInputs {
    events = List.copyOf(events);
    decisions = List.copyOf(decisions);
    backupRows = Collections.unmodifiableSortedMap(new TreeMap<>(backupRows));
    verifiedAgainAt = List.copyOf(verifiedAgainAt);
    notKnown = List.copyOf(notKnown);
  }

  /** Of which nothing but the run itself could be read, for a reason in a sentence. */
  public static EvidenceInputs ofRun(Run run, List<RunEvent> events, String reason) {
    return new EvidenceInputs(
        run,
        events,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        new TreeMap<>(),
        false,
        Optional.empty(),
        List.of(),
        List.of(reason));
  }
}
