package dev.plumbline.integrity.compile.field.rule;

import dev.plumbline.integrity.CheckCode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Directus has no type for e-mail addresses and URLs: a model says so by a pattern. What a pattern
 * is for is recognized by what it takes; which rows break it does not depend on it.
 */
final class PatternMeaning {
  /** A pattern of this length is no longer about addresses. */
  private static final int LONGEST = 500;

  /** Characters that may be checked: a pattern with nested repetitions could look forever. */
  private static final int PATIENCE = 20_000;

  private static final List<String> EMAILS = List.of("ann@example.com", "b.c@mail.example.org");
  private static final List<String> NO_EMAILS =
      List.of("ann", "ann@", "@example.com", "example.com", "https://example.com", "1");
  private static final List<String> URLS =
      List.of("https://example.com", "https://www.example.com/a/b");
  private static final List<String> NO_URLS =
      List.of("example", "https:", "ann@example.com", "https//example.com", "some text", "1");

  private PatternMeaning() {}

  static CheckCode of(String pattern) {
    try {
      if (pattern.length() <= LONGEST) {
        Pattern tried = Pattern.compile(pattern);
        if (distinguishes(tried, EMAILS, NO_EMAILS)) {
          return ValidationCheck.MALFORMED_EMAIL;
        }
        if (distinguishes(tried, URLS, NO_URLS)) {
          return ValidationCheck.MALFORMED_URL;
        }
      }
    } catch (PatternSyntaxException | TooSlowException e) {
      // A rule like any other.
      return ValidationCheck.VALIDATION_BROKEN;
    }
    return ValidationCheck.VALIDATION_BROKEN;
  }

  private static boolean distinguishes(Pattern pattern, List<String> taken, List<String> refused) {
    return taken.stream().allMatch(text -> finds(pattern, text))
        && refused.stream().noneMatch(text -> finds(pattern, text));
  }

  private static boolean finds(Pattern pattern, String text) {
    return pattern.matcher(new Impatient(text)).find();
  }

  private static final class TooSlowException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** A text that can be checked only so often. */
  private static final class Impatient implements CharSequence {
    private final String text;
    private int looks;

    Impatient(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++looks > PATIENCE) {
        throw new TooSlowException();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
