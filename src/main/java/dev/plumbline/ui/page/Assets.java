package dev.plumbline.ui.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.snapshot.Fingerprint;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The style sheet and the script, of which browsers keep a copy until they change. */
@Singleton
final class Assets {
  private static final String FOLDER = "META-INF/resources/assets/";
  private static final int DIGITS = 12;

  private final String digest =
      Fingerprint.sha256(text("plumbline.css") + text("live.js")).substring(0, DIGITS);

  /** Another one for other files. */
  String digest() {
    return digest;
  }

  private static String text(String name) {
    try (InputStream file = Assets.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
      if (file == null) {
        throw new IllegalStateException("the program lacks its " + FOLDER + name);
      }
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
