package dev.plumbline.lab.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A window with cookies of its own, and what its pages did that they must not. Every wait of its
 * page has a deadline.
 */
public final class BrowserWindow implements AutoCloseable {
  private static final double DEADLINE_MILLIS = 15_000;

  private static final Pattern HERE =
      Pattern.compile(
          "\\w+://(127\\.0\\.0\\.1|localhost)(:\\d+)?/.*|(about|blob|data):.*", Pattern.DOTALL);

  private final List<String> elsewhere = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final List<String> policy = new ArrayList<>();
  private final BrowserContext context;
  private final Page page;

  BrowserWindow(BrowserContext context) {
    this.context = context;
    context.setDefaultTimeout(DEADLINE_MILLIS);
    context.setDefaultNavigationTimeout(DEADLINE_MILLIS);
    context.onRequest(
        request -> {
          if (!HERE.matcher(request.url()).matches()) {
            elsewhere.add(request.url());
          }
        });
    context.onWebError(error -> errors.add(error.error()));
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            (message.text().contains("Content Security Policy") ? policy : errors)
                .add(message.text());
          }
        });
    page = context.newPage();
  }

  /** For everything that Playwright can do; only in the thread that opened the window. */
  public Page page() {
    return page;
  }

  public BrowserContext context() {
    return context;
  }

  /**
   * Requests to other hosts, none of which was answered. A WebSocket does not come that far: it is
   * an error in the console.
   */
  public List<String> requestsElsewhere() {
    return after(elsewhere);
  }

  /** Errors in the console, and exceptions that nobody caught. */
  public List<String> consoleErrors() {
    return after(errors);
  }

  /** The same when there are so many. A page is loaded before its WebSocket fails. */
  List<String> consoleErrors(int expected) {
    page.waitForCondition(() -> errors.size() >= expected);
    return consoleErrors();
  }

  /** What the pages wanted to do and their Content-Security-Policy forbids. */
  public List<String> policyViolations() {
    return after(policy);
  }

  private List<String> after(List<String> recorded) {
    // Playwright reports what happened only while it is called.
    context.cookies();
    return List.copyOf(recorded);
  }

  /** The width of its content; that of the screen, unless something sticks out. */
  public int contentWidth() {
    return ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
  }

  /** The whole page, the same each time: no caret, and each animation at its end. */
  public void screenshot(Path file) {
    page.screenshot(options().setPath(file).setFullPage(true));
  }

  /** What the window shows, the same each time. */
  void screenshotOfView(Path file) {
    page.screenshot(options().setPath(file));
  }

  private static Page.ScreenshotOptions options() {
    return new Page.ScreenshotOptions()
        .setCaret(ScreenshotCaret.HIDE)
        .setAnimations(ScreenshotAnimations.DISABLED);
  }

  /**
   * The screenshot, the HTML and what was recorded.
   *
   * @param file without its extension
   */
  void keep(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(Path.of(file + ".html"), page.content());
    Files.writeString(
        Path.of(file + ".txt"),
        "%s%nrequests elsewhere: %s%nconsole: %s%nContent-Security-Policy: %s%n"
            .formatted(page.url(), elsewhere, errors, policy));
    screenshot(Path.of(file + ".png"));
  }

  @Override
  public void close() {
    context.close();
  }
}
