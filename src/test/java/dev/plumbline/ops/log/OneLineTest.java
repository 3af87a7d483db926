package dev.plumbline.ops.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneLineTest {
  private static final OneLine FILTER = new OneLine();

  @ParameterizedTest
  @CsvSource({
    "'a\nb', a\\nb",
    "'a\r\nb', a\\r\\nb",
    "'a\tb', a\\tb",
    "'a\0b', a\\u0000b",
    "'\u001b[31mred', \\u001b[31mred",
    "'a\u0085b', a\\u0085b",
    "'a\u2028b\u2029c', a\\u2028b\\u2029c",
    "'abc\u202egpj.exe', abc\\u202egpj.exe",
    "'\u2066x\u2069', \\u2066x\\u2069",
    "'\u200fx\u061c', \\u200fx\\u061c",
    "'\ufeffx\u200b', \\ufeffx\\u200b",
    "'\ud800x', \\ud800x",
    "'\udb40\udc41x', \\u{e0041}x",
    "'ordinary: ü 日本 😀 a\\nb', 'ordinary: ü 日本 😀 a\\nb'",
  })
  void nothingUnseenIsWritten(String message, String written) {
    assertThat(written(record(message, List.of(), null))).isEqualTo("<" + written + ">");
    assertThat(written(record("%s", List.of(message), null))).isEqualTo("<" + written + ">");
    assertThat(OneLine.line(written)).isEqualTo(written);
  }

  @Test
  void aRecordOfJavaIsOneLineToo() {
    LogRecord record = new LogRecord(Level.INFO, "bad {0}");
    record.setParameters(new Object[] {"x\ny"});

    assertThat(FILTER.isLoggable(record)).isTrue();
    assertThat(new java.util.logging.SimpleFormatter().formatMessage(record))
        .isEqualTo("bad x\\ny");
  }

  @Test
  void whatExceptionsSayIsOneLineEach() {
    Exception cause = new IllegalArgumentException("cause\n2026-11-28 INFO forged");
    Exception thrown = new IllegalStateException("thrown\r\nforged", cause);
    thrown.addSuppressed(new IllegalStateException("suppressed\nforged"));

    List<String> lines = written(record("failed\nforged", List.of(), thrown)).lines().toList();

    assertThat(lines).noneMatch(line -> line.startsWith("2026") || line.startsWith("forged"));
    assertThat(lines.getFirst())
        .isEqualTo("<failed\\nforged>: java.lang.IllegalStateException: thrown\\r\\nforged");
    assertThat(lines)
        .contains(
            "Caused by: java.lang.IllegalArgumentException: cause\\n2026-11-28 INFO forged",
            "\tSuppressed: java.lang.IllegalStateException: suppressed\\nforged")
        .anyMatch(line -> line.startsWith("\tat dev.plumbline.ops.log.OneLineTest"));
  }

  @Test
  void exceptionsInACircleEnd() {
    Exception one = new IllegalStateException("one\n");
    Exception two = new IllegalStateException("two\n", one);
    one.initCause(two);

    assertThat(written(record("circle", List.of(), one))).contains("one\\n", "two\\n");
  }

  @Test
  void whatNeedsNoEscapingIsLeftAlone() {
    Exception thrown = new IllegalStateException("thrown", new IllegalStateException("cause"));
    ExtLogRecord record = record("hello %s", List.of("you"), thrown);

    assertThat(FILTER.isLoggable(record)).isTrue();

    assertThat(record.getThrown()).isSameAs(thrown);
    assertThat(record.getParameters()).containsExactly("you");
  }

  @Test
  void nobodysDataFillsTheLog() {
    String written = written(record("x".repeat(100_000), List.of(), null));

    assertThat(written).hasSizeLessThan(9_000).contains("(100000 characters)");
  }

  private static ExtLogRecord record(
      String message, List<String> values, @Nullable Throwable thrown) {
    ExtLogRecord record =
        new ExtLogRecord(
            Level.INFO,
            message,
            values.isEmpty() ? ExtLogRecord.FormatStyle.NO_FORMAT : ExtLogRecord.FormatStyle.PRINTF,
            OneLineTest.class.getName());
    record.setParameters(values.toArray());
    record.setThrown(thrown);
    return record;
  }

  private static String written(ExtLogRecord record) {
    assertThat(FILTER.isLoggable(record)).isTrue();
    return new PatternFormatter("<%s>%e").format(record);
  }
}
