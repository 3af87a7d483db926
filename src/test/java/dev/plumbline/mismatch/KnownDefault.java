package dev.plumbline.mismatch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What Directus makes of a default when it applies a snapshot to an empty environment, measured.
 *
 * @param type of the column, as in SQL
 * @param sql the default as somebody writes it
 * @param written as PostgreSQL writes it
 * @param result what the column then has as default; {@code -} for none
 */
public record KnownDefault(
    Outcome outcome, String type, String sql, String written, String result) {
  /** What becomes of it. */
  public enum Outcome {
    /** It fills in the same. */
    SAME,
    /** It is quoted, cut, lost or set to something else. */
    CHANGED,
    /** The whole apply fails. */
    REFUSED
  }

  public static List<KnownDefault> all() {
    try (InputStream in =
        Objects.requireNonNull(KnownDefault.class.getResourceAsStream("/mismatch/defaults.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(
              parts ->
                  new KnownDefault(
                      Outcome.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                      parts[1],
                      parts[2],
                      parts[3],
                      parts[4]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
