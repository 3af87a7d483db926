package dev.plumbline.postgres.scan.sql.condition;

/**
 * What UTF-8 looks like that was read as Windows-1252 or Latin-1 and written as UTF-8 again. À, Ã
 * and Â are letters of French, Portuguese, Romanian and Vietnamese: what may stand behind a capital
 * word (a space, a quotation mark, a dash) proves nothing there, and only counts behind a small
 * letter.
 */
final class Mojibake {
  /** What Windows-1252 has where Latin-1 has control characters. */
  private static final String WINDOWS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

  /** No-break space, guillemets, soft hyphen, acute. */
  private static final String PUNCTUATION = "\\u00A0\\u00AB\\u00AD\\u00B4\\u00BB";

  private static final String CONTROLS = "\\u0080-\\u009F";

  private static final String PATTERN =
      String.join(
          "|",
          "\\uFFFD",
          "Ã[" + CONTROLS + "\\u00A1-\\u00AA\\u00AC\\u00AE-\\u00B3\\u00B5-\\u00BA\\u00BC-\\u00BF]",
          "(^|[a-zß-ÿ ])Ã[" + PUNCTUATION + WINDOWS + "]",
          "Â["
              + CONTROLS
              + "\\u00A1-\\u00AA\\u00AC\\u00AE-\\u00B1\\u00B5-\\u00B8\\u00BA\\u00BC-\\u00BF]",
          "[a-zß-ÿ0-9]Â[\\u00B2\\u00B3\\u00B9" + PUNCTUATION + "]",
          "â(€|[" + CONTROLS + "])",
          "ï(»¿|¿½)",
          "ðŸ",
          "ð\\u009F",
          // Two letters of Greek or Cyrillic; one pair alone may be Icelandic.
          "([ÐÑ][\\u0080-\\u00BF" + WINDOWS + "]){2}",
          "([ÎÏ][\\u0080-\\u00BF" + WINDOWS + "]){2}");

  private Mojibake() {}

  static SqlFragment pattern() {
    return SqlFragment.text(PATTERN);
  }
}
