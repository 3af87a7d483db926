package dev.plumbline.ui.page;

import dev.plumbline.report.text.HtmlText;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How pages write times, numbers and sentences. */
@TemplateExtension
final class PageText {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int SECONDS = 60;
  private static final int MINUTES = 60;
  private static final int HOURS = 48;

  private PageText() {}

  /** As in "5 min ago" or "in 2 h", with the exact time for whoever points at it. */
  static RawString ago(Instant at, Frame frame) {
    String exact = UTC.format(at);
    return new RawString(
        "<time datetime=\"%s\" title=\"%s\">%s</time>"
            .formatted(at, exact, relative(at, frame.now())));
  }

  /** The exact time. */
  static String utc(Instant at) {
    return UTC.format(at);
  }

  static String relative(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    if (age.isNegative()) {
      return "in " + rough(age.negated());
    }
    return age.toSeconds() < 1 ? "now" : rough(age) + " ago";
  }

  private static String rough(Duration duration) {
    if (duration.toSeconds() < SECONDS) {
      return duration.toSeconds() + " s";
    }
    if (duration.toMinutes() < MINUTES) {
      return duration.toMinutes() + " min";
    }
    return duration.toHours() < HOURS ? duration.toHours() + " h" : duration.toDays() + " days";
  }

  /** As in "12,345". */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String grouped(int number) {
    return grouped((long) number);
  }

  /** As in "2nd". */
  static String ordinal(long number) {
    long tens = number % 100;
    String ending =
        tens >= 11 && tens <= 13
            ? "th"
            : switch ((int) (number % 10)) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return grouped(number) + ending;
  }

  /** For the value of a parameter in a link. */
  static String urlEncoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A sentence of ours: what stands between back-ticks is code. */
  static RawString marked(String sentence) {
    return new RawString(HtmlText.message(sentence));
  }
}
