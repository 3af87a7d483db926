package dev.plumbline.wiring;

import dev.plumbline.configuration.reader.SettingsReader;
import dev.plumbline.configuration.reader.SettingsReader.Invalid;
import dev.plumbline.configuration.reader.SettingsReader.Valid;
import dev.plumbline.embedded.EmbeddedStoreException;
import dev.plumbline.http.guard.GuardEveryChannel;
import dev.plumbline.wiring.command.CommandRunner;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Starts the service: the whole configuration is validated before anything else, then our own store
 * is there before anything asks for it. With arguments, carries out a command instead.
 */
@QuarkusMain
public final class Main {
  private Main() {}

  @SuppressWarnings("SystemOut") // There is no log yet, and the reader sits at a terminal.
  public static void main(String... args) {
    if (args.length > 0) {
      System.exit(new CommandRunner(ConfigProvider.getConfig(), System.out, System.err).run(args));
    }
    GuardEveryChannel.install();
    switch (SettingsReader.read(ConfigProvider.getConfig())) {
      case Invalid invalid -> {
        System.err.println("Plumbline did not start, because its configuration is wrong:");
        invalid.problems().forEach(problem -> System.err.println("  " + problem));
        System.exit(1);
      }
      case Valid valid -> {
        try {
          StoreConnection.of(valid.settings().store()).publish();
        } catch (StoreConnection.Refused | EmbeddedStoreException e) {
          System.err.println("Plumbline did not start: " + e.getMessage());
          System.exit(1);
        }
        // Quartz's own AUTO needs the address of this host's name, which need not have one.
        System.setProperty("quarkus.quartz.instance-id", UUID.randomUUID().toString());
        Quarkus.run(args);
      }
    }
  }
}
