package dev.plumbline.lab.browser;

import dev.plumbline.lab.machine.DebianPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Chromium of the machine, else Debian's from the user's cache; always with the same fonts. */
final class ChromiumProgram {
  private static final Path INSTALLED = Path.of("/usr/lib/chromium/chromium");

  private static final DebianPackage PACKAGE = DebianPackage.onThisMachine("chromium", "chromium");

  private static final DebianPackage FONTS =
      DebianPackage.onThisMachine("fonts", "fonts-dejavu-core", "fonts-liberation");

  private ChromiumProgram() {}

  /**
   * @throws IllegalStateException if it cannot be had, saying what to install
   */
  static Path file() {
    return isInstalled() ? INSTALLED : fetched().file("usr/lib/chromium/chromium");
  }

  /**
   * The variables that it needs.
   *
   * @param folder of its own, for the settings of the fonts
   */
  static Map<String, String> variables(Path folder) {
    String fonts = settings(folder).toString();
    return isInstalled()
        ? Map.of("FONTCONFIG_FILE", fonts)
        : Map.of("FONTCONFIG_FILE", fonts, "LD_LIBRARY_PATH", fetched().libraries());
  }

  private static boolean isInstalled() {
    return Files.isExecutable(INSTALLED);
  }

  private static DebianPackage fetched() {
    return fetched(PACKAGE, "chromium");
  }

  private static DebianPackage fetched(DebianPackage wanted, String names) {
    try {
      wanted.folder();
      return wanted;
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "the configured Debian mirrors do not provide what a browser needs: install " + names, e);
    }
  }

  /** No other font of the machine: a line breaks after the same word everywhere. */
  private static Path settings(Path folder) {
    Path settings = folder.resolve("fonts.conf");
    try {
      Files.writeString(
          settings,
          """
          <?xml version="1.0"?>
          <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
          <fontconfig>
            <dir>%1$s/dejavu</dir>
            <dir>%1$s/liberation</dir>
            <cachedir>%2$s</cachedir>
            <alias binding="same"><family>Arial</family><accept><family>Liberation Sans</family></accept></alias>
            <alias binding="same"><family>Helvetica</family><accept><family>Liberation Sans</family></accept></alias>
            <alias><family>sans-serif</family><prefer><family>Liberation Sans</family><family>DejaVu Sans</family></prefer></alias>
            <alias><family>system-ui</family><prefer><family>Liberation Sans</family><family>DejaVu Sans</family></prefer></alias>
            <alias><family>serif</family><prefer><family>Liberation Serif</family><family>DejaVu Serif</family></prefer></alias>
            <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
          </fontconfig>
          """
              .formatted(fonts(), folder.resolve("fonts-cache")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  private static Path fonts() {
    Path installed = Path.of("/usr/share/fonts/truetype");
    return Files.isDirectory(installed.resolve("dejavu"))
            && Files.isDirectory(installed.resolve("liberation"))
        ? installed
        : fetched(FONTS, "fonts-dejavu-core and fonts-liberation").file("usr/share/fonts/truetype");
  }
}
