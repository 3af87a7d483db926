package dev.plumbline.wiring.command;

import dev.plumbline.configuration.text.Nearest;
import dev.plumbline.severity.Severity;
import dev.plumbline.wiring.command.Invocation.CheckConfiguration;
import dev.plumbline.wiring.command.Invocation.Databases;
import dev.plumbline.wiring.command.Invocation.Format;
import dev.plumbline.wiring.command.Invocation.Given;
import dev.plumbline.wiring.command.Invocation.Once;
import dev.plumbline.wiring.command.Invocation.Text;
import dev.plumbline.wiring.command.Invocation.Wrong;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads a command line; nothing else is done here. */
final class Arguments {
  static final String SOURCE_VARIABLE = "PLUMBLINE_SOURCE_URL";
  static final String TARGET_VARIABLE = "PLUMBLINE_TARGET_URL";

  private static final String CHECK = "check-config";
  private static final String ONCE = "once";
  private static final String SOURCE = "--source";
  private static final String TARGET = "--target";
  private static final String SCHEMA = "--schema";
  private static final String FORMAT = "--format";
  private static final String SEVERITY = "--severity";
  private static final String NO_SCAN = "--no-scan";

  private Arguments() {}

  /**
   * @param arguments at least one
   * @param variables the value of an environment variable; empty if it is not set or blank
   * @param version of Plumbline
   */
  static Invocation parse(
      List<String> arguments, Function<String, Optional<String>> variables, String version) {
    CommandLine commands = commands(version);
    try {
      ParseResult result = commands.parseArgs(arguments.toArray(String[]::new));
      return invocation(result, variables, version);
    } catch (ParameterException e) {
      return new Wrong(why(e));
    }
  }

  private static Invocation invocation(
      ParseResult result, Function<String, Optional<String>> variables, String version) {
    ParseResult asked = result.hasSubcommand() ? result.subcommand() : result;
    if (asked.isUsageHelpRequested()) {
      return new Text(asked.commandSpec().commandLine().getUsageMessage());
    }
    if (asked.isVersionHelpRequested()) {
      return new Text(version + System.lineSeparator());
    }
    return switch (asked.commandSpec().name()) {
      case CHECK -> new CheckConfiguration();
      case ONCE -> once(asked, variables);
      default -> new Wrong("There is no command. Write check-config or once.");
    };
  }

  private static Invocation once(ParseResult asked, Function<String, Optional<String>> variables) {
    try {
      return new Once(
          databases(asked, variables),
          word(asked, FORMAT, Format.ALL, Format::label).orElse(Format.MARKDOWN),
          word(asked, SEVERITY, List.of(Severity.values()), Severity::label).orElse(Severity.INFO),
          !asked.hasMatchedOption(NO_SCAN));
    } catch (IllegalArgumentException e) {
      return new Wrong(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Databases> databases(
      ParseResult asked, Function<String, Optional<String>> variables) {
    Optional<Given> source = given(asked, SOURCE, variables, SOURCE_VARIABLE);
    Optional<Given> target = given(asked, TARGET, variables, TARGET_VARIABLE);
    if (source.isPresent() != target.isPresent()) {
      String present = source.or(() -> target).map(Given::name).orElseThrow();
      throw new IllegalArgumentException(
          present
              + " is set alone. Set "
              + (source.isPresent()
                  ? TARGET + " or " + TARGET_VARIABLE
                  : SOURCE + " or " + SOURCE_VARIABLE)
              + ", too.");
    }
    Optional<String> schema = text(asked, SCHEMA);
    if (source.isEmpty()) {
      if (schema.isPresent()) {
        throw new IllegalArgumentException(
            SCHEMA
                + " is only for "
                + SOURCE
                + " and "
                + TARGET
                + ". For a configured environment, set its database.schema.");
      }
      return Optional.empty();
    }
    return Optional.of(new Databases(source.get(), target.orElseThrow(), schema.orElse("public")));
  }

  private static Optional<Given> given(
      ParseResult asked,
      String option,
      Function<String, Optional<String>> variables,
      String variable) {
    return text(asked, option)
        .map(url -> new Given(option, url))
        .or(() -> variables.apply(variable).map(url -> new Given(variable, url)));
  }

  private static Optional<String> text(ParseResult asked, String option) {
    Optional<String> text = Optional.ofNullable(asked.matchedOptionValue(option, null));
    if (text.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException(option + " is blank. Give it a value, or leave it out.");
    }
    return text;
  }

  private static <T> Optional<T> word(
      ParseResult asked, String option, List<T> allowed, Function<T, String> label) {
    List<String> labels = allowed.stream().map(label).toList();
    return text(asked, option)
        .map(
            word ->
                allowed.stream()
                    .filter(value -> label.apply(value).equals(word))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                option
                                    + ": "
                                    + quoted(word)
                                    + " is not one of "
                                    + String.join(", ", labels)
                                    + "."
                                    + Nearest.question(word, labels))));
  }

  /** One sentence; picocli's own would repeat a URL with its password. */
  private static String why(ParameterException e) {
    return switch (e) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case OverwrittenOptionException twice ->
          name(((OptionSpec) twice.getOverwritten())) + " is set twice. Set it once.";
      case MissingParameterException missing ->
          missing.getMissing().stream()
                  .filter(OptionSpec.class::isInstance)
                  .map(OptionSpec.class::cast)
                  .map(Arguments::name)
                  .findFirst()
                  .orElse("an option")
              + " needs a value after it.";
      default -> "The command line cannot be read. See --help.";
    };
  }

  private static String unmatched(UnmatchedArgumentException e) {
    String argument = e.getUnmatched().getFirst();
    // Of --source=URL only the name.
    String shown = argument.startsWith("-") ? argument.replaceFirst("=.*$", "") : argument;
    CommandSpec command = e.getCommandLine().getCommandSpec();
    List<String> known = new ArrayList<>();
    if (shown.startsWith("-")) {
      command.options().forEach(option -> known.addAll(Arrays.asList(option.names())));
      return quoted(shown)
          + " is not an option of "
          + command.qualifiedName()
          + "."
          + Nearest.question(shown, known)
          + " See --help.";
    }
    known.addAll(new TreeSet<>(command.subcommands().keySet()));
    return known.isEmpty()
        ? quoted(shown) + " is not expected: " + command.qualifiedName() + " takes only options."
        : quoted(shown)
            + " is not a command. Write "
            + String.join(" or ", known)
            + "."
            + Nearest.question(shown, known);
  }

  /** Something that may be a URL may have a password in it. */
  private static String quoted(String argument) {
    return argument.matches("[A-Za-z0-9._-]{1,40}") ? "'" + argument + "'" : "An argument";
  }

  private static String name(OptionSpec option) {
    return option.longestName();
  }

  private static CommandLine commands(String version) {
    CommandSpec once =
        command(ONCE, version)
            .addOption(
                value(
                        SOURCE,
                        "URL",
                        "The database that is the reference:"
                            + " postgresql://user:password@host/database, or a JDBC URL. Without"
                            + " it: "
                            + SOURCE_VARIABLE
                            + ".")
                    .build())
            .addOption(
                value(
                        TARGET,
                        "URL",
                        "The database that is compared with it. Without it: "
                            + TARGET_VARIABLE
                            + ".")
                    .build())
            .addOption(
                value(SCHEMA, "NAME", "The schema of Directus in both databases. Default: public.")
                    .build())
            .addOption(value(FORMAT, "FORMAT", "markdown (default) or json.").build())
            .addOption(
                value(
                        SEVERITY,
                        "SEVERITY",
                        "The lowest severity that makes the exit code 1: critical, high, medium,"
                            + " low or info (default).")
                    .build())
            .addOption(
                OptionSpec.builder(NO_SCAN)
                    .description("Compare only; do not check the records.")
                    .build());
    once.usageMessage()
        .description(
            "Reads every configured environment once, or the two databases of --source and"
                + " --target, and writes one report to the standard output.")
        .footer(
            "Exit codes: 0 in sync and clean; 1 drift, or records or metadata that break a rule;"
                + " 2 unknown, because something could not be read; 64 wrong command line;"
                + " 70 Plumbline itself failed; 78 wrong configuration.");
    CommandSpec check = command(CHECK, version);
    check
        .usageMessage()
        .description(
            "Checks the configuration, prints everything that is wrong with it, and starts"
                + " nothing. Exit codes: 0 right, 1 wrong.");
    CommandSpec main = command("plumbline", version).addSubcommand(ONCE, once);
    main.addSubcommand(CHECK, check);
    main.usageMessage().description("Without a command, Plumbline starts as a service.");
    // The value of an option that was forgotten is not the option after it.
    return new CommandLine(main).setAllowOptionsAsOptionParameters(false);
  }

  private static OptionSpec.Builder value(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .arity("1")
        .paramLabel("<" + label + ">")
        .description(description);
  }

  private static CommandSpec command(String name, String version) {
    CommandSpec command =
        CommandSpec.create()
            .name(name)
            .version(version)
            .addOption(
                OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Print this text.")
                    .build())
            .addOption(
                OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .description("Print the version of Plumbline.")
                    .build());
    command.usageMessage().width(100);
    return command;
  }
}
