package dev.plumbline.wiring.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.configuration.Settings;
import dev.plumbline.severity.Severity;
import dev.plumbline.wiring.command.Invocation.CheckConfiguration;
import dev.plumbline.wiring.command.Invocation.Databases;
import dev.plumbline.wiring.command.Invocation.Format;
import dev.plumbline.wiring.command.Invocation.Given;
import dev.plumbline.wiring.command.Invocation.Once;
import dev.plumbline.wiring.command.Invocation.Text;
import dev.plumbline.wiring.command.Invocation.Wrong;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  private static final String SOURCE = "postgresql://u:top-secret@a.example.com/one";
  private static final String TARGET = "postgresql://u:top-secret@b.example.com/two";

  private static Invocation parse(String... arguments) {
    return parse(Map.of(), arguments);
  }

  private static Invocation parse(Map<String, String> variables, String... arguments) {
    return Arguments.parse(
        List.of(arguments), name -> Optional.ofNullable(variables.get(name)), "1.2.3");
  }

  @Test
  void commandsAreRead() {
    assertThat(parse("check-config")).isEqualTo(new CheckConfiguration());
    assertThat(parse("once"))
        .isEqualTo(new Once(Optional.empty(), Format.MARKDOWN, Severity.INFO, true));
    assertThat(parse("once", "--format", "json", "--severity=high", "--no-scan"))
        .isEqualTo(new Once(Optional.empty(), Format.JSON, Severity.HIGH, false));
    assertThat(parse("once", "--source", SOURCE, "--target=" + TARGET, "--schema", "cms"))
        .isEqualTo(
            new Once(
                Optional.of(
                    new Databases(
                        new Given("--source", SOURCE), new Given("--target", TARGET), "cms")),
                Format.MARKDOWN,
                Severity.INFO,
                true));
  }

  @Test
  void optionIsStrongerThanItsVariable() {
    Map<String, String> variables =
        Map.of("PLUMBLINE_SOURCE_URL", SOURCE, "PLUMBLINE_TARGET_URL", TARGET);

    Once once = (Once) parse(variables, "once", "--target", SOURCE);

    assertThat(once.databases())
        .contains(
            new Databases(
                new Given("PLUMBLINE_SOURCE_URL", SOURCE),
                new Given("--target", SOURCE),
                "public"));
  }

  @Test
  void helpAndVersionArePrinted() {
    assertThat(parse("--version")).isEqualTo(new Text("1.2.3" + System.lineSeparator()));
    assertThat(parse("once", "--version")).isEqualTo(parse("--version"));
    assertThat(((Text) parse("--help")).text()).contains("check-config", "once");
    assertThat(((Text) parse("once", "--help")).text())
        .contains("--source", "--no-scan", "PLUMBLINE_SOURCE_URL", "Exit codes: 0 in sync");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "onse | 'onse' is not a command. Write check-config or once. Did you mean 'once'?",
        "postgresql://u:top-secret@h/d | An argument is not a command. Write check-config or once.",
        "once x | 'x' is not expected: plumbline once takes only options.",
        "once --source | --source needs a value after it.",
        "once --source --target postgresql://u:top-secret@h/d | --source needs a value after it.",
        "once --sorce=postgresql://u:top-secret@h/d | '--sorce' is not an option of plumbline once. Did you mean '--source'? See --help.",
        "once --format json --format json | --format is set twice. Set it once.",
        "once --format html | --format: 'html' is not one of markdown, json.",
        "once --severity hihg | --severity: 'hihg' is not one of critical, high, medium, low, info. Did you mean 'high'?",
        "once --source postgresql://u:top-secret@h/d | --source is set alone. Set --target or PLUMBLINE_TARGET_URL, too.",
        "once --target postgresql://u:top-secret@h/d | --target is set alone. Set --source or PLUMBLINE_SOURCE_URL, too.",
        "once --schema cms | --schema is only for --source and --target. For a configured environment, set its database.schema.",
        "once --no-scan=yes | The command line cannot be read. See --help.",
        "check-config --format json | '--format' is not an option of plumbline check-config. See --help.",
      })
  void wrongCommandLineIsExplainedWithoutSecrets(String line, String why) {
    assertThat(parse(line.split(" "))).isEqualTo(new Wrong(why));
    assertThat(why).doesNotContain("secret");
  }

  @Test
  void twoUrlsAreSettings() {
    Settings settings =
        OnceSettings.of(
            new Databases(new Given("--source", SOURCE), new Given("--target", TARGET), "cms"));

    assertThat(settings.environments().values())
        .extracting(watched -> watched.database().orElseThrow().url())
        .containsExactly(
            "jdbc:postgresql://a.example.com/one", "jdbc:postgresql://b.example.com/two");
    assertThat(settings.environments().values())
        .extracting(watched -> watched.database().orElseThrow().schema())
        .containsOnly("cms");
    assertThat(settings.comparisons()).hasSize(1);
    assertThat(settings.toString()).doesNotContain("top-secret");
  }

  @Test
  void oneDatabaseTwiceIsRefused() {
    Databases same =
        new Databases(
            new Given("--source", SOURCE),
            new Given("PLUMBLINE_TARGET_URL", "postgresql://v:w@a.example.com:5432/one"),
            "public");

    assertThatThrownBy(() -> OnceSettings.of(same))
        .hasMessage("PLUMBLINE_TARGET_URL is the same database as --source. Set two databases.");
  }
}
