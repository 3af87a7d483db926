package dev.plumbline.report.layout;

import dev.plumbline.report.text.HtmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A small chart, drawn as SVG.
 *
 * @param values oldest first; empty where nothing is known
 * @param words what it shows, for whoever cannot see it
 */
public record Chart(Kind kind, List<Optional<Double>> values, String words) {
  private static final int WIDTH = 132;
  private static final int HEIGHT = 30;
  private static final double PAD = 3;

  /** Below it, a bar shows that something was wrong. */
  private static final double GOOD_PERCENT = 99.5;

  public Chart {
    values = List.copyOf(values);
  }

  /** How it is drawn. */
  public enum Kind {
    /** Numbers from 0 on, of which less is better. */
    LINE,
    /** Percentages, each a bar. */
    BARS
  }

  /**
   * One element, without anything that it would have to load.
   *
   * @param attributes more of the element
   */
  public String svg(String attributes) {
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%d\" height=\"%d\""
                + " viewBox=\"0 0 %d %d\" %s><title>",
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT,
            attributes)
        + HtmlText.text(words)
        + "</title>"
        + switch (kind) {
          case LINE -> line();
          case BARS -> bars();
        }
        + "</svg>";
  }

  private String line() {
    double most = values.stream().flatMap(Optional::stream).mapToDouble(v -> v).max().orElse(0);
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%s %sH%s\" stroke=\"#d1d9e0\" stroke-width=\"1\"/>",
            number(PAD),
            number(HEIGHT - PAD),
            number(WIDTH - PAD)));
    List<String> points = new ArrayList<>();
    for (int i = 0; i <= values.size(); i++) {
      Optional<Double> value = i < values.size() ? values.get(i) : Optional.empty();
      if (value.isPresent()) {
        points.add(number(x(i)) + " " + number(y(value.get(), most)));
      } else {
        stroke(points, out);
        points.clear();
      }
    }
    last(most, out);
    return out.toString();
  }

  /** A lone point is a short stroke, because a path of one point draws nothing. */
  private static void stroke(List<String> points, StringBuilder out) {
    if (!points.isEmpty()) {
      out.append("<path d=\"M")
          .append(String.join("L", points))
          .append(points.size() == 1 ? "h0.01" : "")
          .append(
              "\" fill=\"none\" stroke=\"#0969da\" stroke-width=\"2\" stroke-linecap=\"round\""
                  + " stroke-linejoin=\"round\"/>");
    }
  }

  private void last(double most, StringBuilder out) {
    int end = values.size() - 1;
    if (end >= 0 && values.get(end).isPresent()) {
      out.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%s\" cy=\"%s\" r=\"2.6\" fill=\"#0969da\"/>",
              number(x(end)),
              number(y(values.get(end).get(), most))));
    }
  }

  private String bars() {
    double step = (WIDTH - 2 * PAD) / Math.max(1, values.size());
    double width = Math.max(1, Math.min(14, step - Math.min(2, step / 4)));
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      double left = PAD + i * step + (step - width) / 2;
      Optional<Double> value = values.get(i);
      // Not observed: an outline, which is neither good nor bad.
      double height = Math.max(2, (HEIGHT - 2 * PAD) * value.orElse(100.0) / 100);
      out.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"1\" %s/>",
              number(left),
              number(HEIGHT - PAD - height),
              number(width),
              number(height),
              value
                  .map(
                      percent ->
                          "fill=\"" + (percent < GOOD_PERCENT ? "#cf222e" : "#2da44e") + "\"")
                  .orElse("fill=\"#eff2f5\" stroke=\"#d1d9e0\" stroke-width=\"0.5\"")));
    }
    return out.toString();
  }

  private double x(int i) {
    return values.size() < 2 ? WIDTH / 2.0 : PAD + i * (WIDTH - 2 * PAD) / (values.size() - 1);
  }

  private static double y(double value, double most) {
    return HEIGHT - PAD - (most == 0 ? 0 : (HEIGHT - 2 * PAD) * value / most);
  }

  /** As short as can be, and the same everywhere. */
  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
