package dev.plumbline.ui.sign;

import dev.plumbline.severity.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A word with a colour and a mark beside it: neither is the only sign.
 *
 * @param text such as "in sync"
 */
public record Sign(Tone tone, String text) {
  /** What a colour means. */
  public enum Tone {
    GOOD("good"),
    BAD("bad"),
    WARNING("warn"),
    /** Never green: nobody knows. */
    UNKNOWN("unknown"),
    BUSY("busy"),
    PLAIN("plain");

    private final String style;

    Tone(String style) {
      this.style = style;
    }
  }

  /** The class in the style sheet. */
  public String style() {
    return tone.style;
  }

  public static Sign good(String text) {
    return new Sign(Tone.GOOD, text);
  }

  public static Sign bad(String text) {
    return new Sign(Tone.BAD, text);
  }

  public static Sign warning(String text) {
    return new Sign(Tone.WARNING, text);
  }

  public static Sign unknown(String text) {
    return new Sign(Tone.UNKNOWN, text);
  }

  public static Sign busy(String text) {
    return new Sign(Tone.BUSY, text);
  }

  public static Sign plain(String text) {
    return new Sign(Tone.PLAIN, text);
  }

  public static Sign of(Severity severity) {
    return of(severity, severity.label());
  }

  /**
   * @param text that says it, such as "3 critical"
   */
  public static Sign of(Severity severity, String text) {
    return switch (severity) {
      case CRITICAL, HIGH -> bad(text);
      case MEDIUM -> warning(text);
      case LOW, INFO -> plain(text);
    };
  }

  /** As in "3 critical", for each severity that has some, gravest first. */
  public static List<Sign> counts(ToLongFunction<Severity> count) {
    return Arrays.stream(Severity.values())
        .filter(severity -> count.applyAsLong(severity) > 0)
        .map(severity -> of(severity, count.applyAsLong(severity) + " " + severity.label()))
        .toList();
  }
}
