package dev.plumbline.configuration.reader;

import dev.plumbline.configuration.ReportSchedule;
import dev.plumbline.configuration.text.Crons;
import dev.plumbline.configuration.text.Nearest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** Reads {@code plumbline.report}. */
final class ReportConfigReader {
  private static final Duration SHORTEST = Duration.ofHours(1);

  private ReportConfigReader() {}

  static ReportSchedule read(ConfigSection section) {
    Optional<String> text = section.textOrOff("cron");
    Optional<String> cron =
        text.filter(ConfigSection.OFF::equals).isPresent()
            ? Optional.empty()
            : Optional.of(
                section
                    .parsed("cron", text, ReportConfigReader::cron)
                    .orElse(ReportSchedule.USUAL));
    return new ReportSchedule(
        cron,
        section
            .parsed("time-zone", ReportConfigReader::zone)
            .orElse(ReportSchedule.DEFAULT.timeZone()));
  }

  private static String cron(String text) {
    try {
      Crons.longestGap(text, SHORTEST);
      return text;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + " To have no reports by schedule, write off.", e);
    }
  }

  /** An offset has no summer time, which is hardly ever what a team means. */
  private static ZoneId zone(String text) {
    if (!ZoneId.getAvailableZoneIds().contains(text)) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not an IANA time zone. Write one such as Europe/Berlin or UTC."
              + Nearest.question(text, ZoneId.getAvailableZoneIds()));
    }
    return ZoneId.of(text);
  }
}
