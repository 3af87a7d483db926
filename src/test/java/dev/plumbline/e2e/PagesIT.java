package dev.plumbline.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.browser.BrowserWindow;
import dev.plumbline.lab.browser.LabBrowser;
import dev.plumbline.lab.browser.Screen;
import dev.plumbline.lab.service.ServiceApi;
import dev.plumbline.lab.service.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From drift to a verified target and back, by people with browsers. */
class PagesIT extends RunScenario {
  @RegisterExtension static final LabBrowser BROWSER = new LabBrowser();

  @Test
  void planIsProposedApprovedCarriedOutWatchedAndRolledBack() {
    try (LabEnvironment staging = environment();
        LabEnvironment production = environment();
        ServiceProcess service = service(staging, production)) {
      drift(staging);
      production.directus().clearCache();
      String before = fingerprint(production);
      service.start();
      service.await(
          "aware of the drift",
          LIMIT,
          () ->
              ServiceApi.text(service.api().get("/api/v1/comparisons/promotion"), "state")
                  .equals("drifted"));
      BrowserWindow window = signedIn(service, Screen.DESKTOP, ADA);
      Page ada = window.page();
      ada.getByText("promotion").first().click();
      assertThat(ada.locator("main")).containsText("articles.embargo");
      press(ada, "Propose");
      // It is loaded again by itself until the plan is made.
      awaitText(ada.locator("h1 + p"), "waiting");
      approve(service, BOB);
      approve(service, EVE);
      ada.reload();

      press(ada, "Run the plan");
      ada.evaluate("window.same = true");
      awaitText(
          ada.locator("#phase-list li").filter(new Locator.FilterOptions().setHasText("backup")),
          "done");
      assertThat(ada.evaluate("window.same")).as("not loaded again").isEqualTo(true);
      awaitText(ada.locator("#summary"), "verified");
      assertThat(fingerprint(production)).isEqualTo(fingerprint(staging));
      ada.getByText("What a rollback would do").click();
      assertThat(ada.locator("main")).containsText("articles.embargo");
      press(ada, "Roll back production");
      assertThat(ada.locator("h1")).hasText("Rollback of production");
      awaitText(ada.locator("#summary"), "verified");

      assertThat(fingerprint(production)).isEqualTo(before);
      ada.getByText("Read the evidence").click();
      assertThat(ada.locator("main")).containsText("verified");
      assertThat(window.consoleErrors()).isEmpty();
      assertThat(window.policyViolations()).isEmpty();
      assertThat(window.requestsElsewhere()).isEmpty();
    }
  }

  private static BrowserWindow signedIn(ServiceProcess service, Screen screen, String token) {
    BrowserWindow window = BROWSER.open(screen);
    window.page().navigate(service.api().url());
    window.page().getByLabel("API token").fill(token);
    press(window.page(), "Sign in");
    assertThat(window.page().locator("h1")).hasText("Overview");
    return window;
  }

  private static void approve(ServiceProcess service, String token) {
    Page page = signedIn(service, Screen.PHONE, token).page();
    page.getByText("Plans").click();
    page.getByText("staging → production").click();
    page.getByText("Decide about the plan").click();
    for (Locator consent : page.locator("form.stacked [name=consents]").all()) {
      consent.check();
    }
    page.getByLabel("Type the name of the target").fill("production");
    press(page, "Approve");
    assertThat(page.getByText("Decide about the plan")).hasCount(0);
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private static void awaitText(Locator place, String text) {
    assertThat(place)
        .containsText(text, new ContainsTextOptions().setTimeout((double) LIMIT.toMillis()));
  }
}
