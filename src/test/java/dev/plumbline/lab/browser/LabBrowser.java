package dev.plumbline.lab.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The browser of one class of tests, in a {@code static} field with {@code @RegisterExtension}; all
 * classes share one {@link Chromium}. Its windows are closed after each test; if the test failed,
 * {@code target/browser} keeps what they showed.
 */
public final class LabBrowser implements AutoCloseable, AfterEachCallback, AfterAllCallback {
  static final Path KEPT = Path.of("target", "browser");

  private static final double DEADLINE_MILLIS = 30_000;

  /** A driver serves one thread. */
  private record Connection(Playwright driver, Browser browser) {}

  private final List<BrowserWindow> windows = new ArrayList<>();
  private @Nullable Connection connection;

  /** A new window: no cookies, nothing in the cache. */
  public BrowserWindow open(Screen screen) {
    Connection opened = connection;
    if (opened == null) {
      opened = connect();
      connection = opened;
    }
    BrowserWindow window = new BrowserWindow(opened.browser().newContext(screen.options()));
    windows.add(window);
    return window;
  }

  private static Connection connect() {
    Chromium chromium = Chromium.shared();
    // The driver unpacks 120 MB, once a process.
    System.setProperty("playwright.driver.tmpdir", chromium.folder().toString());
    Playwright driver =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    try {
      return new Connection(
          driver,
          driver
              .chromium()
              .connectOverCDP(
                  chromium.address(),
                  new BrowserType.ConnectOverCDPOptions().setTimeout(DEADLINE_MILLIS)));
    } catch (PlaywrightException e) {
      driver.close();
      throw e;
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      context.getExecutionException().ifPresent(failure -> keep(context, failure));
    } finally {
      windows.forEach(BrowserWindow::close);
      windows.clear();
    }
  }

  private void keep(ExtensionContext context, Throwable failure) {
    for (int number = 1; number <= windows.size(); number++) {
      String name =
          "%s-%s-%d"
              .formatted(context.getRequiredTestClass().getSimpleName(), name(context), number);
      try {
        windows.get(number - 1).keep(KEPT.resolve(name));
        failure.addSuppressed(new AssertionError("kept: " + KEPT.resolve(name) + ".png"));
      } catch (IOException | RuntimeException e) {
        // The failure of the test itself must be what is reported.
        failure.addSuppressed(e);
      }
    }
  }

  /** With the arguments, if there are any. */
  private static String name(ExtensionContext context) {
    String method = context.getRequiredTestMethod().getName();
    String display = context.getDisplayName();
    return display.startsWith(method + "(")
        ? method
        : method + "-" + display.replaceAll("\\W+", "-");
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    Connection opened = connection;
    if (opened != null) {
      connection = null;
      opened.browser().close();
      opened.driver().close();
    }
  }
}
