package dev.plumbline.lab.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** What axe-core finds against WCAG 2.2 on levels A and AA. */
public final class Accessibility {
  private static final List<String> TAGS =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

  // Not by AxeBuilder.analyze(): it copies the results from page to page, which takes 1 s more.
  private static final String VIOLATIONS =
      """
      async tags => {
        const found = await axe.run({ runOnly: tags, resultTypes: ['violations'] })
        return found.violations.flatMap(rule => rule.nodes.map(node =>
          `${rule.id} (${rule.impact}) at ${node.target.join(' ')}: ${rule.help}`))
      }
      """;

  private Accessibility() {}

  /** A line for each element that breaks a rule: the rule, its impact, the element, what to do. */
  public static List<String> violations(BrowserWindow window) {
    Page page = window.page();
    page.evaluate(AxeBuilder.getAxeScript());
    // It has a deadline, and evaluate() does not.
    Object found = page.waitForFunction(VIOLATIONS, TAGS).jsonValue();
    List<String> lines = new ArrayList<>();
    for (Object line : (List<?>) found) {
      lines.add(String.valueOf(line));
    }
    return lines;
  }
}
