package dev.plumbline.lab.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import javax.imageio.ImageIO;

/**
 * Pictures of pages in {@code docs}; {@code -Dpictures=accept} writes them anew. Two versions of
 * Chromium may draw a letter differently, so what is compared is the brightness of squares, which
 * changes where text or a colour is added, missing or moved.
 */
public final class DocsPicture {
  private static final Path DOCS = Path.of("docs");
  private static final int SQUARE = 16;
  private static final int TOLERANCE = 16;
  private static final double MOST = 0.003;

  private DocsPicture() {}

  /**
   * Compares the picture with what the window shows.
   *
   * @param name in {@code docs}, with {@code .png}
   */
  public static void check(BrowserWindow window, String name) throws IOException {
    check(window, DOCS.resolve(name), "accept".equals(System.getProperty("pictures")));
  }

  static void check(BrowserWindow window, Path picture, boolean accept) throws IOException {
    Path made = LabBrowser.KEPT.resolve("pictures").resolve(picture.getFileName());
    window.screenshotOfView(made);
    if (accept) {
      Files.copy(made, picture, StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(picture).as("-Dpictures=accept writes it").exists();
    assertThat(difference(ImageIO.read(picture.toFile()), ImageIO.read(made.toFile())))
        .as(
            "%s shows the page of today, as %s does; -Dpictures=accept writes it anew",
            picture, made)
        .isLessThanOrEqualTo(MOST);
  }

  /** The share of squares that differ. */
  private static double difference(BufferedImage first, BufferedImage second) {
    assertThat(size(first)).as("width and height").isEqualTo(size(second));
    int squares = 0;
    int differ = 0;
    for (int x = 0; x + SQUARE <= first.getWidth(); x += SQUARE) {
      for (int y = 0; y + SQUARE <= first.getHeight(); y += SQUARE) {
        squares++;
        if (Math.abs(brightness(first, x, y) - brightness(second, x, y)) > TOLERANCE) {
          differ++;
        }
      }
    }
    return (double) differ / squares;
  }

  private static String size(BufferedImage image) {
    return image.getWidth() + " x " + image.getHeight();
  }

  /** The mean of a square, from 0 to 255. */
  private static double brightness(BufferedImage image, int x, int y) {
    return Arrays.stream(image.getRaster().getPixels(x, y, SQUARE, SQUARE, (int[]) null))
        .average()
        .orElseThrow();
  }
}
