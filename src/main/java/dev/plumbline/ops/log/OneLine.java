package dev.plumbline.ops.log;

import dev.plumbline.configuration.text.InvisibleCharacters;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Lets every record through, as one line: whatever of a request or of an environment is in it, and
 * whoever logs it, it can begin no line of its own and steer no terminal. The lines of a stack
 * trace stay lines; what their exceptions say is escaped likewise.
 */
@LoggingFilter(name = "one-line")
public final class OneLine implements Filter {
  /** A line longer than this is somebody's data, not a message. */
  private static final int LONGEST = 8_000;

  private static final Formatter FORMATTER = new PatternFormatter("%s");

  @Override
  public boolean isLoggable(LogRecord record) {
    ExtLogRecord written = ExtLogRecord.wrap(record);
    String message = FORMATTER.formatMessage(written);
    String line = line(message);
    if (!line.equals(message)) {
      record.setParameters(null);
      if (record instanceof ExtLogRecord extended) {
        extended.setMessage(line, ExtLogRecord.FormatStyle.NO_FORMAT);
      } else {
        record.setResourceBundle(null);
        record.setMessage(line);
      }
    }
    if (record.getThrown() != null) {
      record.setThrown(Escaped.of(record.getThrown()));
    }
    return true;
  }

  static String line(String message) {
    String line = InvisibleCharacters.escaped(message);
    return line.length() <= LONGEST
        ? line
        : line.substring(0, LONGEST) + "… (" + line.length() + " characters)";
  }
}
