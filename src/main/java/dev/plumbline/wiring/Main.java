package dev.plumbline.wiring;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.SettingsReader;
import dev.plumbline.configuration.SettingsReader.Problem;
import dev.plumbline.store.EmbeddedStore;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Starts the service: the whole configuration is validated before anything else, then our own store
 * is there before anything asks for it.
 */
@QuarkusMain
public final class Main {
  private Main() {}

  public static void main(String... args) {
    switch (SettingsReader.read(ConfigProvider.getConfig())) {
      case SettingsReader.Invalid invalid -> {
        for (Problem problem : invalid.problems()) {
          System.err.println(problem);
        }
        System.exit(1);
      }
      case SettingsReader.Valid(Settings settings) -> {
        StoreConnection.of(settings.store()).publish();
        Quarkus.run(args);
      }
    }
  }
}
