package dev.plumbline.report;

import dev.plumbline.configuration.Settings;
import dev.plumbline.environment.Access;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.jackson.JsonTextException;
import dev.plumbline.jackson.form.RecordJson;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.report.make.ReportMaker;
import dev.plumbline.report.make.ReportMaker.Earlier;
import dev.plumbline.report.part.PeriodReport;
import dev.plumbline.store.history.HistoryStore;
import dev.plumbline.store.history.ReportStore;
import dev.plumbline.store.history.ReportStore.Listed;
import dev.plumbline.store.history.ReportStore.Made;
import dev.plumbline.store.history.ReportStore.Stored;
import dev.plumbline.store.history.ReportStore.Trigger;
import dev.plumbline.store.history.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes and reads reports. One that is due is made by whatever replica asks first; that another one
 * asks at the same time, or dies with it, does no harm: the row in the store decides.
 */
public final class Reports {
  /** Of the span of one report. */
  public static final Duration LONGEST = Duration.ofDays(366);

  /**
   * One that is due is made so much later: a poll that ended right before may still be recording
   * what it found.
   */
  static final Duration DELAY = Duration.ofMinutes(1);

  /** The form that reports had before they had plans. */
  private static final int WITHOUT_PLANS = 1;

  /** The form that they had before they had runs. */
  private static final int WITHOUT_RUNS = 2;

  /** And before they had backups. */
  private static final int WITHOUT_BACKUPS = 3;

  private final Settings settings;
  private final HistoryStore history;
  private final ReportStore store;
  private final Clock clock;

  public Reports(Settings settings, HistoryStore history, ReportStore store, Clock clock) {
    this.settings = settings;
    this.history = history;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Reports by schedule.
   *
   * @param due when one was due last; empty if none was
   * @param lastMade when one was made last; empty if never
   */
  public record Times(Optional<Instant> due, Optional<Instant> lastMade) {}

  /** A report, and when and why it was made. */
  public record Served(Listed listed, PeriodReport report) {}

  /** From when on the store has anything; empty if it has nothing. */
  public Optional<Instant> storedSince() {
    return history.oldest();
  }

  /**
   * Makes the report of a span on request.
   *
   * @return empty if nothing of the span is stored, or nothing any more
   */
  public Optional<Listed> make(Span span) {
    return isStored(span.to()) ? make(span, Trigger.REQUEST) : Optional.empty();
  }

  /**
   * Makes the report that is due by schedule, unless it was made. Of those that were missed while
   * nothing ran it makes the last one.
   *
   * @return empty if there was nothing to do
   */
  public Optional<Listed> makeDue() {
    return due()
        .filter(due -> !store.isMade(due))
        .flatMap(due -> make(week(due), Trigger.SCHEDULE));
  }

  /**
   * When a report was last due by schedule; empty if none was since there is anything to report.
   */
  public Optional<Instant> due() {
    return settings.reports().last(clock.instant().minus(DELAY)).filter(this::isStored);
  }

  /** What metrics show. */
  public Times times() {
    return new Times(due(), store.lastScheduledMadeAt());
  }

  /**
   * What somebody may see of a report; empty if there is none.
   *
   * @throws JsonTextException if it is stored in a form that this version cannot read
   */
  public Optional<Served> report(long id, Access access) {
    return store
        .report(id)
        .map(stored -> new Served(stored.listed(), read(stored).visible(access)));
  }

  /** The calendar week before: of 167 or 169 hours when the clocks were changed in it. */
  private Span week(Instant due) {
    ZoneId zone = settings.reports().timeZone();
    return new Span(due.atZone(zone).minusWeeks(1).toInstant(), due);
  }

  private boolean isStored(Instant end) {
    return history.oldest().filter(oldest -> oldest.isBefore(end)).isPresent();
  }

  private Optional<Listed> make(Span span, Trigger trigger) {
    Optional<Earlier> earlier =
        store
            .lastScheduled(span.to())
            .map(stored -> new Earlier(stored.listed().id(), read(stored)));
    ZoneId zone = settings.reports().timeZone();
    PeriodReport report = new ReportMaker(settings, history).make(span, zone, earlier);
    Instant madeAt = clock.instant();
    return store
        .add(
            new Made(
                trigger,
                span,
                zone.getId(),
                madeAt,
                PeriodReport.SCHEMA_VERSION,
                RecordJson.write(report)))
        .map(id -> new Listed(id, trigger, span, zone.getId(), madeAt));
  }

  private static PeriodReport read(Stored stored) {
    return switch (stored.form()) {
      case WITHOUT_PLANS ->
          RecordJson.read(with(stored.body(), "plans", "runs", "backups"), PeriodReport.class);
      case WITHOUT_RUNS ->
          RecordJson.read(with(stored.body(), "runs", "backups"), PeriodReport.class);
      case WITHOUT_BACKUPS -> RecordJson.read(with(stored.body(), "backups"), PeriodReport.class);
      case PeriodReport.SCHEMA_VERSION -> RecordJson.read(stored.body(), PeriodReport.class);
      default ->
          throw new JsonTextException(
              "report "
                  + stored.listed().id()
                  + " is stored in form "
                  + stored.form()
                  + ", but this version of Plumbline reads forms up to "
                  + PeriodReport.SCHEMA_VERSION
                  + " only; was a newer version running?");
    };
  }

  /** What was made before reports had these parts says nothing of them. */
  private static String with(String body, String... parts) {
    JsonValue read = JsonText.read(body);
    if (!(read instanceof JsonObject report)) {
      throw new JsonTextException("it is not an object");
    }
    Map<String, JsonValue> members = new TreeMap<>(report.members());
    for (String part : parts) {
      members.put(part, JsonValue.array());
    }
    return CanonicalJson.write(JsonValue.object(members));
  }
}
