package dev.plumbline.sync.journal;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.jackson.form.RecordJson;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.evidence.EvidenceInputs;
import dev.plumbline.run.evidence.RunReport;
import dev.plumbline.run.evidence.RunReport.BackupFacts;
import dev.plumbline.run.evidence.RunReportBuilder;
import dev.plumbline.run.evidence.VerifiedTarget;
import dev.plumbline.run.followup.FollowUp;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.Backup.Dump;
import dev.plumbline.store.backup.Backup.Proof;
import dev.plumbline.store.plan.RecordedDecision;
import dev.plumbline.store.plan.StoredPlan;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the report of a run when it ends. */
public final class RunReports {
  private static final double MILLIS = 1000.0;
  private static final System.Logger LOG = System.getLogger(RunReports.class.getName());

  private final RunStores stores;

  public RunReports(RunStores stores) {
    this.stores = stores;
  }

  /**
   * The report as canonical JSON. There is always one, with less in it if something cannot be read.
   *
   * @param ended the run as it ends
   * @param last events that are recorded with its end
   * @param followUps when its target is verified again
   * @throws StoreUnavailableException if the store is away: it is to be tried again
   */
  String of(
      Run ended, List<RunEvent> last, Optional<VerifiedTarget> verified, List<FollowUp> followUps) {
    try {
      return text(RunReportBuilder.of(inputs(ended, journal(ended, last), verified, followUps)));
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "run " + ended.id() + " ends with an incomplete report", e);
      return text(
          RunReportBuilder.of(
              EvidenceInputs.ofRun(
                  ended,
                  last,
                  "An internal error kept everything but the end of the run out of this report; see"
                      + " Plumbline's log.")));
    }
  }

  private List<RunEvent> journal(Run ended, List<RunEvent> last) {
    List<RunEvent> events = new ArrayList<>();
    stores.runs().events(ended.id(), 0).forEach(recorded -> events.add(recorded.event()));
    events.addAll(last);
    return events;
  }

  private static String text(RunReport report) {
    return CanonicalJson.write(JsonText.read(RecordJson.write(report)));
  }

  private EvidenceInputs inputs(
      Run ended,
      List<RunEvent> events,
      Optional<VerifiedTarget> verified,
      List<FollowUp> followUps) {
    List<String> notKnown = new ArrayList<>();
    Optional<StoredPlan> plan = stores.plans().plan(ended.plan());
    if (plan.flatMap(StoredPlan::plan).isEmpty()) {
      notKnown.add("The plan " + ended.plan() + " is not stored any more.");
    }
    Optional<Backup> backup = ended.backup().flatMap(stores.backups()::backup);
    if (backup.isEmpty() && ended.backup().isPresent()) {
      notKnown.add("The backup " + ended.backup().get() + " is not stored any more.");
    }
    return new EvidenceInputs(
        ended,
        events,
        plan.flatMap(StoredPlan::plan),
        plan.stream()
            .flatMap(known -> known.decisions().stream())
            .map(RecordedDecision::decision)
            .toList(),
        backup.map(RunReports::facts),
        backup.flatMap(Backup::dump).map(RunReports::rows).orElseGet(TreeMap::new),
        backup.filter(Backup::isNarrowed).isPresent(),
        verified,
        followUps.stream().map(FollowUp::dueAt).toList(),
        notKnown);
  }

  private static SortedMap<String, Long> rows(Dump dump) {
    SortedMap<String, Long> rows = new TreeMap<>();
    dump.content().tables().forEach((table, content) -> rows.put(table, content.count()));
    return rows;
  }

  private static BackupFacts facts(Backup backup) {
    return new BackupFacts(
        backup.id().toString(),
        backup.state().label(),
        backup.dump().map(Dump::file),
        backup.bytes(),
        backup.dump().map(Dump::sha256),
        backup.dump().map(Dump::begunAt),
        backup.proof().map(Proof::endedAt),
        backup.proof().map(Proof::server),
        backup.proof().map(proof -> proof.restore().toMillis() / MILLIS),
        backup.message());
  }
}
