package dev.plumbline.integrity.compile.table;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The default {@code nextval('…'::regclass)}, as PostgreSQL writes it. */
final class NextValue {
  /** The second form is how databases before PostgreSQL 8.1 were restored. */
  private static final Pattern CALL =
      Pattern.compile(
          "nextval\\((?:'((?:[^']|'')+)'::regclass|\\('((?:[^']|'')+)'::text\\)::regclass)\\)");

  private static final Pattern BARE =
      Pattern.compile("[a-z_\\x{80}-\\x{10FFFF}][a-z0-9_$\\x{80}-\\x{10FFFF}]*");
  private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")+)\"");

  private NextValue() {}

  /**
   * @return the name of the sequence; empty if it is qualified by a schema, which PostgreSQL writes
   *     only where that is another one, or if the default is anything else
   */
  static Optional<String> sequence(String expression) {
    Matcher call = CALL.matcher(expression);
    if (!call.matches()) {
      return Optional.empty();
    }
    String name = (call.group(1) == null ? call.group(2) : call.group(1)).replace("''", "'");
    Matcher quoted = QUOTED.matcher(name);
    if (quoted.matches()) {
      return Optional.of(quoted.group(1).replace("\"\"", "\""));
    }
    return Optional.of(name).filter(bare -> BARE.matcher(bare).matches());
  }
}
