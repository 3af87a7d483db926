package dev.plumbline.faces;

import static dev.plumbline.faces.Twins.LOCAL;
import static dev.plumbline.faces.Twins.LOCAL_TO_STAGING;
import static dev.plumbline.faces.Twins.PRODUCTION;
import static dev.plumbline.faces.Twins.STAGING;
import static dev.plumbline.faces.Twins.STAGING_TO_PRODUCTION;

import dev.plumbline.approval.ApprovalRules;
import dev.plumbline.approval.Approver;
import dev.plumbline.approval.Requirement;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.drift.change.RenameCandidate;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.finding.Finding;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardEvidence;
import dev.plumbline.hazard.HazardEvidence.Counted;
import dev.plumbline.hazard.HazardEvidence.Stated;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue;
import dev.plumbline.mismatch.Disagreements;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Plan.Contents;
import dev.plumbline.plan.Plan.Reverse;
import dev.plumbline.plan.PlanSealer;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.Seal.Basis;
import dev.plumbline.plan.select.Chosen.Addition;
import dev.plumbline.plan.select.Selection;
import dev.plumbline.plan.select.Unreachable;
import dev.plumbline.plan.step.Step;
import dev.plumbline.plan.step.Step.Action;
import dev.plumbline.report.Reports;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunState;
import dev.plumbline.run.followup.FollowUp;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.Lease;
import dev.plumbline.store.history.Span;
import dev.plumbline.store.plan.PlanStore.Ending;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.testkit.InMemoryPlanStore;
import dev.plumbline.testkit.InMemoryReportStore;
import dev.plumbline.testkit.InMemoryRunStore;
import dev.plumbline.testkit.SamplePlans;
import dev.plumbline.testkit.SampleRuns;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The afternoon of a release. Local, staging and production differ; one plan was carried out, one
 * is being carried out, and one that loses rows waits for people. Every page has something to show.
 */
@Singleton
public final class ReleaseStory {
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final Approver ADA = new Approver("ada", "ada-laptop", false);
  private static final List<Phase> BEFORE_BACKUP =
      List.of(Phase.LOCK, Phase.RECHECK, Phase.TRANSACTIONS);

  private final Story story;
  private final FakeScanning scanning;
  private final InMemoryPlanStore plans;
  private final InMemoryRunStore runs;
  private final InMemoryReportStore history;
  private final Reports reports;

  ReleaseStory(
      Story story,
      FakeScanning scanning,
      InMemoryPlanStore plans,
      InMemoryRunStore runs,
      InMemoryReportStore history,
      Reports reports) {
    this.story = story;
    this.scanning = scanning;
    this.plans = plans;
    this.runs = runs;
    this.history = history;
    this.reports = reports;
  }

  /**
   * The paths of what there is.
   *
   * @param verified a run that has ended, with its evidence
   * @param running a run in its backup
   * @param waiting a plan
   * @param change a finding of the comparison of staging with production
   * @param records a finding about rows of production
   * @param report of an hour
   */
  public record StoryPages(
      String verified,
      String running,
      String waiting,
      String change,
      String records,
      String report) {
    public static final StoryPages NOTHING = new StoryPages("", "", "", "", "", "");

    /** Every page of it, the first being the overview. */
    public List<String> pages() {
      return List.of(
          "/",
          "/environments/local",
          "/environments/production",
          "/environments/production/integrity",
          "/comparisons/staging-to-production",
          "/comparisons/local-to-staging",
          "/findings",
          change,
          records,
          "/plans",
          waiting,
          "/runs",
          running,
          verified,
          verified + "/report",
          verified + "/rollback",
          "/reports",
          report,
          "/audit",
          "/no-such-page");
    }
  }

  /** What came before is forgotten, as far as plans, runs and scans go. */
  public StoryPages happen() {
    story.begin();
    runs.clear();
    plans.clear();
    scanning.forget();
    read();
    String verified = verified();
    story.pass(Duration.ofMinutes(52));
    Span hour = new Span(story.now().minus(Duration.ofHours(1)), story.now());
    Stream.of(LOCAL, STAGING, PRODUCTION).forEach(id -> history.polled(id, true, hour));
    history.record(story.now(), List.of());
    String report = "/reports/" + reports.make(hour).orElseThrow().id();
    read();
    String running = running();
    story.pass(Duration.ofMinutes(1));
    List<Change> changes = changes();
    story.compared(LOCAL_TO_STAGING, Story.added(Severity.LOW, "campaigns"));
    story.compared(
        STAGING_TO_PRODUCTION,
        new Drift(
            changes,
            List.of(
                new Drift.Ignored(
                    changed(
                        ChangeCode.FIELD_NOTE_CHANGED,
                        "articles",
                        "title",
                        Severity.INFO,
                        "meta.note",
                        JsonValue.of("At most 100 characters"),
                        JsonValue.of("At most 80 characters"),
                        "the note of `articles.title` differs"),
                    new IgnoreRule(
                        "articles.title",
                        Optional.of("meta.note"),
                        Optional.empty(),
                        "editors write their own notes in production",
                        Optional.empty()))),
            List.of(
                new RenameCandidate(
                    new Subject.OfField("authors", "biography"),
                    new Subject.OfField("authors", "bio"),
                    List.of("same type", "same interface"))),
            List.of(),
            true));
    Finding change = story.found(STAGING_TO_PRODUCTION, PRODUCTION, changes.getFirst());
    story.found(STAGING_TO_PRODUCTION, PRODUCTION, changes.get(1));
    CheckStatus orphans =
        Violations.violated(
            RelationCheck.ORPHANED_REFERENCE, "articles", "author", 1_214, story.now());
    Finding records = story.found(PRODUCTION, orphans);
    scanning.scanned(
        PRODUCTION,
        orphans,
        Violations.clean(RelationCheck.ORPHANED_REFERENCE, "articles", "category", story.now()),
        Violations.unknown(RelationCheck.ORPHANED_REFERENCE, "orders", "customer", story.now()));
    scanning.scanned(
        LOCAL,
        Violations.clean(RelationCheck.ORPHANED_REFERENCE, "articles", "author", story.now()));
    scanning.read(PRODUCTION, new Disagreements(List.of(), List.of()));
    scanning.counted(PRODUCTION, STAGING, items());
    String waiting = waiting();
    story.pass(Duration.ofMinutes(3));
    return new StoryPages(
        verified,
        running,
        waiting,
        "/findings/" + change.id().hex(),
        "/findings/" + records.id().hex(),
        report);
  }

  private void read() {
    story.readBoth(LOCAL, schema(LOCAL));
    story.read(STAGING, schema(STAGING));
    story.readBoth(PRODUCTION, schema(PRODUCTION));
  }

  private ItemCount[] items() {
    List<ItemCount> counts = new ArrayList<>();
    for (int day = 6; day >= 0; day--) {
      Instant at = story.now().minus(Duration.ofDays(day));
      counts.add(new ItemCount("articles", 48_200 - 130L * day, ItemCount.Method.EXACT, at));
      counts.add(new ItemCount("orders", 1_204_000 - 900L * day, ItemCount.Method.ESTIMATED, at));
    }
    return counts.toArray(ItemCount[]::new);
  }

  /** From what the gravest of a comparison is to what hardly matters. */
  private static List<Change> changes() {
    return List.of(
        new Change.Removed(
            ChangeCode.FIELD_REMOVED,
            new Subject.OfField("authors", "biography"),
            Severity.CRITICAL,
            JsonValue.object(new TreeMap<>(Map.of("type", JsonValue.of("text")))),
            "field `authors.biography` (text) exists only in the target",
            Optional.empty()),
        changed(
            ChangeCode.FIELD_LENGTH_CHANGED,
            "articles",
            "title",
            Severity.CRITICAL,
            "schema.max_length",
            JsonValue.of(255),
            JsonValue.of(100),
            "maximum length of `articles.title`: 255 in the target, 100 in the source"),
        changed(
            ChangeCode.RELATION_ON_DELETE_CHANGED,
            "articles",
            "author",
            Severity.HIGH,
            "schema.on_delete",
            JsonValue.of("SET NULL"),
            JsonValue.of("NO ACTION"),
            "on delete of `articles.author`: \"SET NULL\" in the target, \"NO ACTION\" in the source"),
        new Change.Added(
            ChangeCode.FIELD_ADDED,
            new Subject.OfField("authors", "bio"),
            Severity.MEDIUM,
            JsonValue.object(new TreeMap<>(Map.of("type", JsonValue.of("text")))),
            "field `authors.bio` (text) is missing in the target",
            Optional.empty()),
        Story.added(Severity.LOW, "events"),
        new Change.Removed(
            ChangeCode.of(ObjectKind.INDEX, Change.Kind.REMOVED),
            new Subject.OfObject(new ObjectId(ObjectKind.INDEX, "articles", "articles_published")),
            Severity.MEDIUM,
            JsonValue.of("CREATE INDEX articles_published ON articles (published DESC)"),
            "index `articles_published` exists only in the target",
            Optional.of("Directus does not know indexes of this kind")),
        changed(
            ChangeCode.FIELD_OPTIONS_CHANGED,
            "events",
            "status",
            Severity.LOW,
            "meta.options.choices",
            JsonValue.of("draft, published"),
            JsonValue.of("draft, review, published"),
            "choices of `events.status`: draft, published in the target, draft, review, published in"
                + " the source"));
  }

  private static Change changed(
      ChangeCode code,
      String collection,
      String field,
      Severity severity,
      String path,
      JsonValue before,
      JsonValue after,
      String message) {
    return new Change.Changed(
        code,
        new Subject.OfField(collection, field),
        severity,
        path,
        before,
        after,
        message,
        Optional.empty());
  }

  private Proposal proposal(
      ComparisonName comparison, EnvironmentId source, EnvironmentId target, Selection selection) {
    return new Proposal(
        new UUID(5, NUMBERS.incrementAndGet()),
        comparison,
        source,
        target,
        selection,
        "ada",
        story.now());
  }

  private void seal(Proposal proposal, Contents contents, Requirement requirement) {
    plans.begin(proposal, "ada-laptop", Optional.empty());
    Plan plan =
        PlanSealer.seal(
            contents,
            basis(proposal.source()),
            basis(proposal.target()),
            "0a1b",
            SamplePlans.MODEL,
            story.now());
    plans.end(proposal.id(), new Ending.Sealed(plan, requirement), story.now());
  }

  private static Basis basis(EnvironmentId environment) {
    return new Basis(environment, Fingerprint.of(schema(environment)), Optional.empty(), "12.4.0");
  }

  private static Snapshot schema(EnvironmentId environment) {
    return Story.snapshot(environment.name());
  }

  private Run begun(Proposal proposal, String collection) {
    Step step =
        new Step(
            Action.CREATE,
            collection,
            "create collection `" + collection + "` with its table",
            List.of());
    Contents contents =
        new Contents(
            proposal,
            "{}",
            List.of(step),
            List.of(),
            List.of(),
            List.of(),
            new Reverse(List.of(), List.of()));
    // So that it is approved at once.
    Environment unprotected = new Environment(proposal.target(), Tier.STAGING, false);
    seal(proposal, contents, ApprovalRules.DEFAULT.of(unprotected, contents));
    Run run = Run.started(new UUID(6, NUMBERS.incrementAndGet()), proposal, "ada", story.now());
    runs.begin(run, ADA, Optional.empty());
    return run;
  }

  private String verified() {
    Selection selection = new Selection(List.of("categories"), List.of());
    Run run = begun(proposal(STAGING_TO_PRODUCTION, STAGING, PRODUCTION, selection), "categories");
    Lease lease = Lease.first(run.id());
    Run last = run;
    for (Phase phase : Phase.values()) {
      if (phase != Phase.RESTORE) {
        last = last.in(phase);
        runs.record(lease, last, List.of(event(phase, RunEvent.Kind.BEGUN, "")));
        story.pass(Duration.ofMillis(3_400));
        runs.record(lease, last, List.of(event(phase, RunEvent.Kind.ENDED, "")));
      }
    }
    Run ended =
        last.ended(RunState.VERIFIED, "the target is as planned, and no row was lost", story.now());
    runs.end(
        lease,
        ended,
        List.of(),
        evidence(),
        FollowUp.of(ended, List.of(Duration.ofHours(1), Duration.ofDays(1))));
    return "/runs/" + run.id();
  }

  private static String evidence() {
    try {
      return Files.readString(SampleRuns.FOLDER.resolve("verified/report.json")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String running() {
    Selection selection = new Selection(List.of("campaigns"), List.of());
    Run run = begun(proposal(LOCAL_TO_STAGING, LOCAL, STAGING, selection), "campaigns");
    Lease lease = Lease.first(run.id());
    for (Phase phase : BEFORE_BACKUP) {
      runs.record(lease, run.in(phase), List.of(event(phase, RunEvent.Kind.BEGUN, "")));
      story.pass(Duration.ofMillis(1_700));
      runs.record(
          lease,
          run.in(phase),
          List.of(
              event(
                  phase,
                  RunEvent.Kind.ENDED,
                  phase == Phase.RECHECK ? "the same plan was made again" : "")));
    }
    runs.record(
        lease,
        run.in(Phase.BACKUP),
        List.of(
            event(Phase.BACKUP, RunEvent.Kind.BEGUN, ""),
            event(Phase.BACKUP, RunEvent.Kind.NOTE, "41 MB are dumped")));
    return "/runs/" + run.id();
  }

  private RunEvent event(Phase phase, RunEvent.Kind kind, String message) {
    return new RunEvent(phase, kind, story.now(), message);
  }

  private String waiting() {
    Proposal proposal =
        proposal(
            STAGING_TO_PRODUCTION,
            STAGING,
            PRODUCTION,
            new Selection(List.of(), List.of("*.meta.sort")));
    Contents contents =
        new Contents(
            proposal,
            "{}",
            List.of(
                new Step(
                    Action.CREATE,
                    "events",
                    "create collection `events` with its table",
                    List.of()),
                new Step(
                    Action.CREATE, "authors.bio", "create field `authors.bio` (text)", List.of()),
                new Step(
                    Action.CHANGE,
                    "articles.title",
                    "shorten `articles.title` from 255 to 100 characters",
                    List.of()),
                new Step(
                    Action.DROP,
                    "authors.biography",
                    "drop field `authors.biography` and its column",
                    List.of())),
            hazards(),
            List.of(new Addition("events.author", "events")),
            List.of(
                new Unreachable(
                    "articles",
                    "index",
                    "index `articles_published` exists only in the target",
                    "Directus does not know indexes of this kind",
                    Optional.of("DROP INDEX articles_published;"))),
            new Reverse(
                List.of(
                    new Step(Action.DROP, "events", "drop collection `events`", List.of()),
                    new Step(
                        Action.CREATE,
                        "authors.biography",
                        "create field `authors.biography` (text)",
                        List.of())),
                List.of("the 312 values of `authors.biography`", "the ends of 7 titles")));
    seal(
        proposal,
        contents,
        ApprovalRules.DEFAULT.of(new Environment(PRODUCTION, Tier.PRODUCTION, true), contents));
    return "/plans/" + proposal.id();
  }

  private static List<Hazard> hazards() {
    return List.of(
        hazard(
            HazardCode.DROPS_COLUMN,
            Severity.CRITICAL,
            "authors.biography",
            "the column `authors.biography` is dropped with 312 values; only a backup brings them"
                + " back",
            counted("rows", 1_840, "values", 312),
            "leave `authors.biography` out of the plan"),
        hazard(
            HazardCode.VALUES_CUT,
            Severity.CRITICAL,
            "articles.title",
            "7 values of `articles.title` are longer than 100 characters and are cut",
            counted("rows", 48_200, "values", 7),
            "shorten them first: `SELECT id, title FROM articles WHERE length(title) > 100`"),
        hazard(
            HazardCode.BREAKS_NAMES,
            Severity.MEDIUM,
            "authors.biography",
            "1 permission and 2 flows name `authors.biography`",
            Stated.STATED,
            ""));
  }

  private static Counted counted(String one, long first, String other, long second) {
    return new Counted(new TreeMap<>(Map.of(one, first, other, second)));
  }

  private static Hazard hazard(
      HazardCode code,
      Severity severity,
      String subject,
      String message,
      HazardEvidence evidence,
      String remedy) {
    return new Hazard(
        code,
        severity,
        subject,
        message,
        evidence,
        Optional.of(remedy).filter(text -> !text.isEmpty()),
        false);
  }
}
