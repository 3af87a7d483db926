package dev.plumbline.approval.window;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When changes are made, by the clocks of a time zone.
 *
 * @param days on which it begins
 * @param from from this time on
 * @param to until before this time; of the next day if it is not after {@code from}
 */
public record ChangeWindow(SortedSet<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  private static final int DAYS_OF_WEEK = 7;
  private static final String TIME = "([01][0-9]|2[0-3]):([0-5][0-9])";
  private static final Pattern FORM =
      Pattern.compile("(\\S+)\\s+" + TIME + "-" + TIME + "(?:\\s+(\\S+))?");

  public ChangeWindow {
    days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
  }

  /**
   * Reads {@code Mon-Thu 09:00-16:00 Europe/Berlin}: days, times, and a time zone, which is UTC if
   * it is left out.
   *
   * @throws IllegalArgumentException with a message that names the value and what would be right
   */
  public static ChangeWindow parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw wrong(text, "it has not the form");
    }
    LocalTime from = time(matcher.group(2), matcher.group(3));
    LocalTime to = time(matcher.group(4), matcher.group(5));
    return new ChangeWindow(days(matcher.group(1), text), from, to, zone(matcher.group(6), text));
  }

  private static LocalTime time(String hour, String minute) {
    return LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute));
  }

  private static ZoneId zone(@Nullable String name, String text) {
    try {
      return ZoneId.of(name == null ? "UTC" : name);
    } catch (DateTimeException e) {
      throw wrong(text, "'" + name + "' is not a time zone");
    }
  }

  private static SortedSet<DayOfWeek> days(String list, String text) {
    TreeSet<DayOfWeek> days = new TreeSet<>();
    for (String part : list.split(",", -1)) {
      int dash = part.indexOf('-');
      DayOfWeek first = day(dash < 0 ? part : part.substring(0, dash), text);
      DayOfWeek last = dash < 0 ? first : day(part.substring(dash + 1), text);
      for (DayOfWeek day = first; ; day = day.plus(1)) {
        days.add(day);
        if (day == last) {
          break;
        }
      }
    }
    return days;
  }

  private static DayOfWeek day(String name, String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (shortName(day).equalsIgnoreCase(name)) {
        return day;
      }
    }
    throw wrong(text, "'" + name + "' is not a day");
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is not a change window: "
            + why
            + ". Write days, times and a time zone, such as Mon-Thu 09:00-16:00 Europe/Berlin.");
  }

  private static String shortName(DayOfWeek day) {
    return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  public boolean isOpen(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return isWithin(now, today) || isWithin(now, today.minusDays(1));
  }

  private boolean isWithin(Instant now, LocalDate day) {
    return days.contains(day.getDayOfWeek()) && !now.isBefore(start(day)) && now.isBefore(end(day));
  }

  /** When it opens next; if it is open, when it opened. */
  public Instant opens(Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    for (int i = -1; i <= DAYS_OF_WEEK; i++) {
      LocalDate day = today.plusDays(i);
      if (days.contains(day.getDayOfWeek()) && now.isBefore(end(day))) {
        return start(day);
      }
    }
    throw new IllegalStateException("a change window without days");
  }

  private Instant start(LocalDate day) {
    return ZonedDateTime.of(day, from, zone).toInstant();
  }

  private Instant end(LocalDate day) {
    return ZonedDateTime.of(to.isAfter(from) ? day : day.plusDays(1), to, zone).toInstant();
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    List<String> names = new ArrayList<>();
    days.forEach(day -> names.add(shortName(day)));
    return String.join(",", names) + " " + from + "-" + to + " " + zone;
  }
}
