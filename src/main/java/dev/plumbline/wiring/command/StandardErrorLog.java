package dev.plumbline.wiring.command;

import dev.plumbline.ops.log.OneLine;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Sends the log of a command to the standard error: the standard output is for its report. */
final class StandardErrorLog {
  /** Held, because a logger that nobody refers to forgets its level. */
  private static final List<Logger> CHATTY =
      List.of(Logger.getLogger("org.flywaydb"), Logger.getLogger("io.zonky.test"));

  private StandardErrorLog() {}

  static void install() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    ConsoleHandler handler = new ConsoleHandler();
    handler.setLevel(Level.INFO);
    handler.setFilter(new OneLine());
    handler.setFormatter(new Line());
    root.addHandler(handler);
    root.setLevel(Level.INFO);
    CHATTY.forEach(logger -> logger.setLevel(Level.WARNING));
  }

  /** What happens while a process ends early says nothing. */
  static void silence() {
    Logger.getLogger("").setLevel(Level.OFF);
  }

  /** Level and message; a command lasts seconds, so that nobody needs the time. */
  private static final class Line extends Formatter {
    @Override
    public String format(LogRecord record) {
      Throwable thrown = record.getThrown();
      return record.getLevel().getName()
          + " "
          + formatMessage(record)
          + (thrown == null ? "" : ": " + thrown)
          + System.lineSeparator();
    }
  }
}
