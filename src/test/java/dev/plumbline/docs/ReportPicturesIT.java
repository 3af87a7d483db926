package dev.plumbline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.plumbline.lab.browser.Accessibility;
import dev.plumbline.lab.browser.BrowserWindow;
import dev.plumbline.lab.browser.DocsPicture;
import dev.plumbline.lab.browser.LabBrowser;
import dev.plumbline.lab.browser.PageServer;
import dev.plumbline.lab.browser.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The report of {@code ReportGoldenTest} in a browser, and its pictures in {@code docs}. */
class ReportPicturesIT {
  @RegisterExtension static final LabBrowser BROWSER = new LabBrowser();

  /** As wide as the text, so that it can be read in the documentation. */
  private static final Screen WINDOW = new Screen(960, 1500, false, ColorScheme.LIGHT, true);

  private static final Screen LONG_PHONE = new Screen(320, 1500, true, ColorScheme.LIGHT, true);

  private static PageServer server;

  @BeforeAll
  static void serve() throws IOException {
    String report = Files.readString(Path.of("src/test/resources/report/report.html"));
    server = new PageServer(Map.of(), Map.of("/report", report), Map.of());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void theReportFitsADesktop() throws IOException {
    check(WINDOW, "report-desktop.png");
  }

  @Test
  void theReportFitsAPhone() throws IOException {
    check(LONG_PHONE, "report-phone.png");
  }

  private static void check(Screen screen, String picture) throws IOException {
    BrowserWindow window = BROWSER.open(screen);
    window.page().navigate(server.url("/report"));

    assertThat(window.contentWidth()).isEqualTo(screen.width());
    assertThat(Accessibility.violations(window)).isEmpty();
    assertThat(window.requestsElsewhere()).isEmpty();
    DocsPicture.check(window, picture);
  }
}
