package dev.plumbline.wiring.command;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.reader.SettingsReader;
import dev.plumbline.configuration.reader.SettingsReader.Invalid;
import dev.plumbline.configuration.reader.SettingsReader.Valid;
import dev.plumbline.embedded.EmbeddedStoreException;
import dev.plumbline.rest.once.OnceJson;
import dev.plumbline.rest.once.OnceMarkdown;
import dev.plumbline.rest.once.OnceReport;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.wiring.command.Invocation.CheckConfiguration;
import dev.plumbline.wiring.command.Invocation.Databases;
import dev.plumbline.wiring.command.Invocation.Once;
import dev.plumbline.wiring.command.Invocation.Text;
import dev.plumbline.wiring.command.Invocation.Wrong;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Carries out a command line; no service is started, and no port opened. */
public final class CommandRunner {
  /** Exit codes beside those of {@link OnceReport.Result}: those of BSD's sysexits(3). */
  private static final int USAGE = 64;

  private static final int SOFTWARE = 70;
  private static final int CONFIGURATION = 78;

  private final Config config;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param out for what was asked for
   * @param err for everything else
   */
  public CommandRunner(Config config, PrintStream out, PrintStream err) {
    this.config = config;
    this.out = out;
    this.err = err;
  }

  /**
   * @param arguments at least one
   * @return the exit code
   */
  public int run(String... arguments) {
    return switch (Arguments.parse(List.of(arguments), this::variable, version())) {
      case Text(String text) -> {
        out.print(text);
        yield 0;
      }
      case Wrong(String why) -> wrong(why);
      case CheckConfiguration() -> ConfigurationCheck.print(SettingsReader.read(config), out, err);
      case Once once -> once(once);
    };
  }

  private int once(Once once) {
    if (once.databases().isPresent()) {
      if (isAnythingConfigured()) {
        return wrong(
            once.databases().map(Databases::source).map(Invocation.Given::name).orElseThrow()
                + " is set, and environments are configured as well. Leave out the one or the"
                + " other.");
      }
      try {
        return read(OnceSettings.of(once.databases().get()), once);
      } catch (IllegalArgumentException e) {
        return wrong(String.valueOf(e.getMessage()));
      }
    }
    return switch (SettingsReader.read(config)) {
      case Invalid invalid -> {
        ConfigurationCheck.print(invalid, out, err);
        yield CONFIGURATION;
      }
      case Valid(Settings settings) -> {
        Optional<String> unreadable = settings.unreadableSecret();
        unreadable.ifPresent(err::println);
        yield unreadable.isPresent() ? CONFIGURATION : read(settings, once);
      }
    };
  }

  private int read(Settings settings, Once once) {
    StandardErrorLog.install();
    Runtime.getRuntime().addShutdownHook(new Thread(StandardErrorLog::silence, "log-end"));
    // As in the service: a time is the same before it is stored and after.
    Clock clock = Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    try (TemporaryStore store = TemporaryStore.start();
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      OnceReport report =
          new OnceReader(settings, store, executor, clock, version())
              .read(once.severity(), once.scan());
      String text =
          switch (once.format()) {
            case MARKDOWN -> OnceMarkdown.write(report);
            case JSON -> OnceJson.write(report);
          };
      // Bytes, because the terminal's character set may not have an arrow.
      out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return report.conclusion().result().exitCode();
    } catch (EmbeddedStoreException | StoreUnavailableException | UncheckedIOException e) {
      err.println("Plumbline could not keep what it read: " + e.getMessage());
      return SOFTWARE;
    }
  }

  private int wrong(String why) {
    err.println(why);
    return USAGE;
  }

  /** By variables or by a file; what is wrong with it does not matter here. */
  private boolean isAnythingConfigured() {
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .anyMatch(
            name ->
                name.startsWith("plumbline.environments.")
                    || name.startsWith("PLUMBLINE_ENVIRONMENTS_"));
  }

  /** Of the environment or of {@code .env}; {@code ${…}} in a password means nothing. */
  private Optional<String> variable(String name) {
    return Optional.ofNullable(config.getConfigValue(name).getRawValue())
        .filter(value -> !value.isBlank());
  }

  /** Of the packaged program; the classes of a build have none. */
  private static String version() {
    return Optional.ofNullable(CommandRunner.class.getPackage().getImplementationVersion())
        .orElse("unknown");
  }
}
