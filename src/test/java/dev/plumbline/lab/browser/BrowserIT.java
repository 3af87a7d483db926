package dev.plumbline.lab.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.microsoft.playwright.options.Cookie;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What tests of pages rely on, with pages whose faults are known. */
class BrowserIT {
  @RegisterExtension static final LabBrowser BROWSER = new LabBrowser();

  private static final String GOOD =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Good</title>
      <link rel="icon" href="data:,">
      <style>
        @keyframes grow { to { height: 2000px } }
        body { margin: 0; color: #222; background: #fff }
        h1 { margin: 0 }
        .tall { height: 1000px; animation: grow 9999s }
        @media (prefers-color-scheme: dark) { body { color: #ddd; background: #111 } }
      </style>
      <main class="tall">
        <h1 id="title">Without script</h1>
        <label>Name <input name="name" autofocus></label>
      </main>
      <script>document.getElementById('title').textContent = 'With script'</script>
      </html>
      """;

  private static final String FAULTY =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Faulty</title>
      <link rel="icon" href="data:,">
      <style>
        body { color: #222; background: #fff }
        .pale { color: #ccc }
        .wide { width: 700px }
      </style>
      <main>
        <h1>Faulty</h1>
        <p class="pale">Pale</p>
        <input name="unnamed">
        <p class="wide">Wide</p>
      </main>
      </html>
      """;

  /** Names that no server may have (RFC 6761), and addresses that nobody has (RFC 5737). */
  private static final String CURIOUS =
      """
      <!doctype html>
      <html lang="en">
      <title>Curious</title>
      <link rel="icon" href="data:,">
      <img src="http://pictures.example/1.png" alt="">
      <img src="http://192.0.2.1/2.png" alt="">
      <img src="/away" alt="">
      <script>new WebSocket('ws://sockets.example/')</script>
      </html>
      """;

  private static final String BROKEN =
      """
      <!doctype html>
      <html lang="en">
      <title>Broken</title>
      <link rel="icon" href="data:,">
      <img src="/missing" alt="">
      <script>throw new Error('on purpose')</script>
      </html>
      """;

  private static final PageServer SERVER =
      new PageServer(
          Map.of(),
          Map.of("/good", GOOD, "/faulty", FAULTY, "/curious", CURIOUS, "/broken", BROKEN),
          Map.of("/away", "http://redirected.example/3.png"));

  private static final PageServer STRICT =
      new PageServer(
          Map.of("Content-Security-Policy", "default-src 'none'; img-src data:"),
          Map.of("/", GOOD),
          Map.of());

  @AfterAll
  static void close() {
    SERVER.close();
    STRICT.close();
  }

  @Test
  void axeFindsNothingInAGoodPage() {
    for (Screen screen : List.of(Screen.DESKTOP, Screen.DESKTOP.dark(), Screen.PHONE)) {
      BrowserWindow window = open(screen, "/good");

      assertThat(Accessibility.violations(window)).isEmpty();
      assertThat(window.contentWidth()).isEqualTo(screen.width());
      assertThat(window.consoleErrors()).isEmpty();
      assertThat(window.policyViolations()).isEmpty();
      assertThat(window.requestsElsewhere()).isEmpty();
    }
  }

  @Test
  void axeFindsEachFaultOfAPage() {
    assertThat(Accessibility.violations(open(Screen.DESKTOP, "/faulty")))
        .containsExactly(
            "color-contrast (serious) at .pale: Elements must meet minimum color contrast ratio"
                + " thresholds",
            "label (critical) at input: Form elements must have labels");
  }

  @Test
  void axeReadsAPageWhosePolicyForbidsScript() {
    BrowserWindow window = BROWSER.open(Screen.DESKTOP);
    window.page().navigate(STRICT.url("/"));

    assertThat(window.page().locator("h1")).hasText("Without script");
    assertThat(window.policyViolations())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("inline style"))
        .anySatisfy(line -> assertThat(line).contains("inline script"));
    assertThat(Accessibility.violations(window)).isEmpty();
  }

  @Test
  void javaScriptIsOnOrOff() {
    assertThat(open(Screen.DESKTOP, "/good").page().locator("h1")).hasText("With script");
    assertThat(open(Screen.DESKTOP.withoutJavaScript(), "/good").page().locator("h1"))
        .hasText("Without script");
  }

  @Test
  void contentWiderThanAPhoneIsSeen() {
    assertThat(open(Screen.PHONE, "/faulty").contentWidth()).isGreaterThan(Screen.PHONE.width());
  }

  @Test
  void requestsToOtherHostsAreSeenAndNotAnswered() {
    BrowserWindow window = open(Screen.DESKTOP, "/curious");

    assertThat(window.requestsElsewhere())
        .containsExactlyInAnyOrder(
            "http://pictures.example/1.png",
            "http://192.0.2.1/2.png",
            "http://redirected.example/3.png");
    assertThat(window.consoleErrors(4))
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).contains("ws://sockets.example/"))
        .allSatisfy(line -> assertThat(line).contains("ERR_NAME_NOT_RESOLVED"));
  }

  @Test
  void exceptionsAndMissingFilesAreErrors() {
    assertThat(open(Screen.DESKTOP, "/broken").consoleErrors())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("on purpose"))
        .anySatisfy(line -> assertThat(line).contains("404"));
  }

  @Test
  void aScreenshotIsOfTheWholePageAndTheSameEachTime(@TempDir Path folder) throws IOException {
    BrowserWindow window = open(Screen.PHONE, "/good");
    window.page().locator("input").focus();
    window.screenshot(folder.resolve("first.png"));
    window.screenshot(folder.resolve("second.png"));

    BufferedImage picture = ImageIO.read(folder.resolve("first.png").toFile());
    assertThat(picture.getWidth()).isEqualTo(320);
    assertThat(picture.getHeight()).isEqualTo(1000);
    assertThat(folder.resolve("first.png")).hasSameBinaryContentAs(folder.resolve("second.png"));
  }

  @Test
  void aPictureThatDoesNotShowThePageOfTodayFails(@TempDir Path folder) throws IOException {
    Path picture = folder.resolve("picture.png");
    DocsPicture.check(open(Screen.PHONE, "/good"), picture, true);
    DocsPicture.check(open(Screen.PHONE, "/good"), picture, false);

    BrowserWindow changed = open(Screen.PHONE, "/good");
    changed.page().evaluate("document.getElementById('title').textContent = 'Another title'");

    assertThatThrownBy(() -> DocsPicture.check(changed, picture, false))
        .hasMessageContaining("-Dpictures=accept");
    assertThatThrownBy(() -> DocsPicture.check(open(Screen.DESKTOP, "/good"), picture, false))
        .hasMessageContaining("320 x 640");
  }

  @Test
  void twoWindowsShareNoCookies() {
    BrowserWindow first = open(Screen.DESKTOP, "/good");
    BrowserWindow second = open(Screen.DESKTOP, "/good");
    first.context().addCookies(List.of(new Cookie("who", "ada").setUrl(SERVER.url("/"))));

    assertThat(first.context().cookies()).hasSize(1);
    assertThat(second.context().cookies()).isEmpty();
  }

  /** Run by the next test only. */
  static final class Failing {
    @RegisterExtension static final LabBrowser OWN = new LabBrowser();

    @Test
    void fails() {
      BrowserWindow window = OWN.open(Screen.PHONE);
      window.page().navigate(SERVER.url("/faulty"));
      throw new AssertionError("on purpose");
    }
  }

  @Test
  void aFailedTestKeepsWhatTheBrowserShowed() throws IOException {
    Path kept = LabBrowser.KEPT.resolve("Failing-fails-1");
    for (String extension : List.of(".png", ".html", ".txt")) {
      Files.deleteIfExists(Path.of(kept + extension));
    }

    TestExecutionSummary.Failure failure = failure(Failing.class);

    assertThat(failure.getException())
        .hasMessage("on purpose")
        .hasSuppressedException(new AssertionError("kept: " + kept + ".png"));
    assertThat(Path.of(kept + ".html")).content().contains("<title>Faulty</title>");
    assertThat(Path.of(kept + ".txt")).content().contains(SERVER.url("/faulty"));
    assertThat(ImageIO.read(Path.of(kept + ".png").toFile()).getHeight()).isPositive();
  }

  private static TestExecutionSummary.Failure failure(Class<?> test) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create(
            LauncherConfig.builder().enableLauncherSessionListenerAutoRegistration(false).build())
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(test)).build(),
            listener);
    assertThat(listener.getSummary().getFailures()).hasSize(1);
    return listener.getSummary().getFailures().getFirst();
  }

  private static BrowserWindow open(Screen screen, String path) {
    BrowserWindow window = BROWSER.open(screen);
    window.page().navigate(SERVER.url(path));
    return window;
  }
}
