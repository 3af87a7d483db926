package dev.plumbline.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of the documentation that send requests to a running service. */
public final class CurlExamples {
  private static final List<String> PAGES =
      List.of("api", "backups", "deployment", "plans", "reports", "runs");

  /** A fenced block, an indented block, or code in a sentence, with {@code curl} in it. */
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "(?m)^```sh\\n(?<fenced>(?:(?!```).*\\n)*)```$"
              + "|(?<indented>(?:^ {4}\\S.*\\n(?: {4,}.*\\n)*))"
              + "|`(?<inline>curl [^`\\n]+)`");

  private CurlExamples() {}

  /** Scripts for a shell, by the name of the page and their number on it: {@code plans 1}. */
  public static Map<String, String> all() {
    Map<String, String> examples = new LinkedHashMap<>();
    for (String page : PAGES) {
      List<String> scripts = of(page);
      for (int i = 0; i < scripts.size(); i++) {
        examples.put(page + " " + (i + 1), scripts.get(i));
      }
    }
    return examples;
  }

  private static List<String> of(String page) {
    List<String> scripts = new ArrayList<>();
    try {
      Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs", page + ".md")));
      while (example.find()) {
        for (String form : List.of("fenced", "indented", "inline")) {
          String script = example.group(form);
          if (script != null && script.contains("curl ")) {
            scripts.add(script);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return scripts;
  }
}
