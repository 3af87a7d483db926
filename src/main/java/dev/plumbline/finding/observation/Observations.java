package dev.plumbline.finding.observation;

import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Drift.RuleRemark;
import dev.plumbline.drift.Side;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Source;
import dev.plumbline.environment.Versions;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Scope;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.reading.Reason;
import dev.plumbline.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What of a poll a person should know. */
public final class Observations {
  private Observations() {}

  /** More objects than these are not a stale cache, but another database. */
  private static final int MOST_STALE = 50;

  /** Two snapshots of one environment come from one Directus, whichever it is. */
  private static final Versions SAME =
      new Versions(Optional.of("same"), Optional.empty(), List.of());

  /**
   * The changes that count, and the ignore rules to check again. Empty when in sync; not to be
   * asked when the verdict is unknown.
   */
  public static List<Observation> of(Comparison comparison, Drift drift) {
    List<Observation> observations = new ArrayList<>();
    drift.changes().forEach(change -> observations.add(of(comparison, change)));
    drift.remarks().forEach(remark -> observations.add(of(comparison, remark)));
    return observations;
  }

  /**
   * That a source cannot be read: {@code api_unreadable} or {@code database_unreadable}, whatever
   * the reason is at the moment. Empty if nobody wants it read: it is not configured, or somebody
   * paused it.
   *
   * @param detail one sentence for a person, free of secrets
   */
  public static Optional<Observation> unreadable(
      EnvironmentId environment, Source source, Reason reason, String detail) {
    return reason.state() == Reason.State.NOT_CONFIGURED
        ? Optional.empty()
        : Optional.of(
            new Observation(
                new Scope.OfSources(environment),
                environment,
                FindingKind.UNREADABLE,
                unreadable(source).label(),
                unreadable(source).severity(),
                "",
                "",
                "the "
                    + switch (source) {
                      case API -> "API";
                      case DATABASE -> "database";
                    }
                    + " of "
                    + environment
                    + " cannot be read: "
                    + detail,
                Optional.empty(),
                Optional.of(reason.label())));
  }

  private static FindingCode unreadable(Source source) {
    return switch (source) {
      case API -> FindingCode.API_UNREADABLE;
      case DATABASE -> FindingCode.DATABASE_UNREADABLE;
    };
  }

  /**
   * That the API shows another schema than the database, one for each collection, field or
   * relation; {@code api_stale}, because the usual cause is Directus's schema cache after SQL. If
   * hardly anything is the same it is one, {@code api_differs}.
   *
   * @param unreadable tables that Directus's role may not read: the API shows them otherwise for
   *     that reason, which is a finding already
   */
  public static List<Observation> mismatch(
      EnvironmentId environment, Snapshot api, Snapshot database, Set<String> unreadable) {
    SortedMap<String, List<Change>> bySubject = new TreeMap<>();
    for (Change change : Differ.diff(new Side(database, SAME), new Side(api, SAME)).changes()) {
      if (!unreadable.contains(change.subject().collection())) {
        bySubject.computeIfAbsent(change.subject().text(), text -> new ArrayList<>()).add(change);
      }
    }
    if (bySubject.size() > MOST_STALE) {
      return List.of(
          mismatch(
              environment,
              FindingCode.API_DIFFERS,
              "",
              "the API and the database of "
                  + environment
                  + " differ in "
                  + bySubject.size()
                  + " places, for example `"
                  + bySubject.firstKey()
                  + "`; check that both belong to the same Directus"));
    }
    List<Observation> observations = new ArrayList<>();
    bySubject.forEach(
        (subject, changes) ->
            observations.add(
                mismatch(environment, FindingCode.API_STALE, subject, stale(subject, changes))));
    return observations;
  }

  /** Where Directus's metadata and the catalog of an environment disagree, one for one. */
  public static List<Observation> mismatches(EnvironmentId environment, List<Mismatch> mismatches) {
    return mismatches.stream()
        .map(
            mismatch ->
                new Observation(
                    new Scope.OfCatalog(environment),
                    environment,
                    FindingKind.MISMATCH,
                    mismatch.code().label(),
                    mismatch.code().severity(),
                    mismatch.subject(),
                    mismatch.path(),
                    mismatch.message()))
        .toList();
  }

  private static String stale(String subject, List<Change> changes) {
    return "the API shows `"
        + subject
        + "` differently from the database; Plumbline uses the database ("
        + changes.getFirst().code().label()
        + (changes.size() > 1 ? " and " + (changes.size() - 1) + " more" : "")
        + "); clear Directus's schema cache";
  }

  private static Observation mismatch(
      EnvironmentId environment, FindingCode code, String subject, String message) {
    return new Observation(
        new Scope.OfMismatch(environment),
        environment,
        FindingKind.MISMATCH,
        code.label(),
        code.severity(),
        subject,
        "",
        message);
  }

  private static Observation of(Comparison comparison, Change change) {
    return new Observation(
        new Scope.OfComparison(comparison.name()),
        comparison.target(),
        FindingKind.CHANGE,
        change.code().label(),
        change.severity(),
        change.subject().text(),
        change.path(),
        change.message());
  }

  private static Observation of(Comparison comparison, RuleRemark remark) {
    IgnoreRule rule = remark.rule();
    String code = rule.code().map(only -> " " + only.label()).orElse("");
    String text =
        "'" + rule.subject() + rule.path().map(path -> " " + path).orElse("") + code + "'";
    FindingCode kind =
        switch (remark.problem()) {
          case EXPIRED -> FindingCode.IGNORE_RULE_EXPIRED;
          case UNUSED -> FindingCode.IGNORE_RULE_UNUSED;
        };
    String ofComparison = "ignore rule " + text + " of " + comparison.name();
    return new Observation(
        new Scope.OfComparison(comparison.name()),
        comparison.target(),
        FindingKind.IGNORE_RULE,
        kind.label(),
        kind.severity(),
        rule.subject(),
        // A code is not a path, but two rules that differ in nothing else are two rules.
        (rule.path().orElse("") + code).strip(),
        switch (remark.problem()) {
          case EXPIRED ->
              ofComparison
                  + " expired"
                  + rule.until().map(until -> " at " + until).orElse("")
                  + " and no longer ignores anything; its reason was: "
                  + rule.reason();
          case UNUSED -> ofComparison + " matches no change; its reason is: " + rule.reason();
        });
  }

  /**
   * One administrator approved a plan alone.
   *
   * @param plan its id
   */
  public static Observation breakGlass(
      EnvironmentId target, String plan, String person, String reason, String ticket) {
    return new Observation(
        new Scope.OfApprovals(target),
        target,
        FindingKind.APPROVAL,
        FindingCode.BREAK_GLASS_USED.label(),
        FindingCode.BREAK_GLASS_USED.severity(),
        "",
        plan,
        "%s approved the plan %s for %s alone (%s): %s"
            .formatted(person, plan, target, ticket, reason));
  }

  /**
   * Something is wrong with the backups of an environment.
   *
   * @param message the whole sentence
   */
  public static Observation backup(EnvironmentId environment, FindingCode code, String message) {
    return new Observation(
        new Scope.OfBackups(environment),
        environment,
        FindingKind.BACKUP,
        code.label(),
        code.severity(),
        "",
        "",
        message);
  }

  /**
   * A channel does not accept notifications about an environment.
   *
   * @param reason without secrets
   */
  public static Observation notificationFailing(
      EnvironmentId environment, String channel, String reason) {
    return new Observation(
        new Scope.OfChannel(environment, channel),
        environment,
        FindingKind.NOTIFICATION,
        FindingCode.NOTIFICATION_FAILING.label(),
        FindingCode.NOTIFICATION_FAILING.severity(),
        "",
        channel,
        "notifications about %s cannot be sent to channel %s: %s"
            .formatted(environment, channel, reason));
  }
}
