package dev.plumbline.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.plumbline.faces.Twins.LOCAL;
import static dev.plumbline.faces.Twins.PRODUCTION;
import static dev.plumbline.faces.Twins.STAGING;
import static dev.plumbline.faces.Twins.STAGING_TO_PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.ReleaseStory;
import dev.plumbline.faces.ReleaseStory.StoryPages;
import dev.plumbline.faces.Story;
import dev.plumbline.finding.Finding;
import dev.plumbline.lab.browser.BrowserWindow;
import dev.plumbline.lab.browser.LabBrowser;
import dev.plumbline.lab.browser.Screen;
import dev.plumbline.planning.Made;
import dev.plumbline.planning.decision.PlanMaking;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunState;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.Lease;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.testkit.InMemoryPlanStore;
import dev.plumbline.testkit.InMemoryRunStore;
import dev.plumbline.testkit.SamplePlans;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do on the pages, and what happens to them meanwhile. */
@QuarkusTest
@TestProfile(FacesProfile.class)
class WorkBrowserTest {
  @RegisterExtension static final LabBrowser BROWSER = new LabBrowser();

  private final Story story;
  private final ReleaseStory release;
  private final InMemoryPlanStore plans;
  private final InMemoryRunStore runs;
  private final InMemoryFindingStore findings;
  private final AtomicReference<PlanMaking> making;

  @TestHTTPResource("/")
  String url = "";

  @Inject
  WorkBrowserTest(
      Story story,
      ReleaseStory release,
      InMemoryPlanStore plans,
      InMemoryRunStore runs,
      InMemoryFindingStore findings,
      AtomicReference<PlanMaking> making) {
    this.story = story;
    this.release = release;
    this.plans = plans;
    this.runs = runs;
    this.findings = findings;
    this.making = making;
  }

  @BeforeEach
  void begin() {
    story.begin();
    plans.clear();
    runs.clear();
    story.read(STAGING, Story.snapshot("staging"));
    story.read(PRODUCTION, Story.snapshot("production"));
  }

  @AfterEach
  void comeBack() {
    findings.away(false);
  }

  private Page open(Screen screen, String token, String path) {
    return SignedInWindow.open(BROWSER, screen, url, token, path).page();
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private void makesPlansWithAHighHazard() {
    making.set(
        proposal ->
            new Made.Sealed(
                SamplePlans.plan(
                    proposal,
                    story.now(),
                    Fingerprint.of(Story.snapshot("staging")),
                    Fingerprint.of(Story.snapshot("production")),
                    Severity.HIGH)));
  }

  @Test
  void findingIsAcknowledgedFromTheListAndOpenedAgain() {
    Finding finding = story.found(LOCAL, Severity.HIGH);
    Page page = open(Screen.PHONE, "operator", "/findings?environment=local&severity=high");
    page.locator("a[href='/findings/" + finding.id().hex() + "']").click();

    page.getByLabel("Note").fill("goes out on Thursday");
    page.getByLabel("Until").fill("2040-01-01");
    press(page, "Acknowledge");

    assertThat(page.locator(".notice")).containsText("goes out on Thursday");
    assertThat(page.locator(".notice")).containsText("until 2040-01-01 00:00:00 UTC");
    press(page, "Open it again");
    assertThat(page.locator("h1 + p")).containsText("open");
    assertThat(page.locator("main")).containsText("acknowledgement removed by operator");
  }

  @Test
  void filtersNarrowAListAndStayChosen() {
    release.happen();
    Page page = open(Screen.DESKTOP, "viewer", "/comparisons/staging-to-production");
    assertThat(page.locator(".changes > li")).hasCount(7);

    page.getByLabel("Severity").selectOption("critical");
    page.getByLabel("Text").fill("TITLE");
    page.keyboard().press("Enter");

    assertThat(page.locator(".changes > li")).hasCount(1);
    assertThat(page.locator("main")).containsText("Changes 1 to 1 of 1 that match, of 7 in all");
    assertThat(page.getByLabel("Severity")).hasValue("critical");
    assertThat(page.getByLabel("Text")).hasValue("TITLE");
    page.getByText("All changes").click();
    assertThat(page.locator(".changes > li")).hasCount(7);
  }

  @Test
  void onePersonProposesAndTwoOthersApprove() {
    makesPlansWithAHighHazard();
    story.compared(STAGING_TO_PRODUCTION, Story.added(Severity.HIGH, "events"));
    Page proposer = open(Screen.DESKTOP, "operator", "/comparisons/staging-to-production");
    press(proposer, "Propose");
    assertThat(proposer.locator("h1")).hasText("Plan for production");
    assertThat(proposer.locator("#decide")).hasCount(0);

    Page own = open(Screen.DESKTOP, "operator-at-home", path(proposer));
    assertThat(own.locator("main")).containsText("somebody else must approve it");
    assertThat(own.getByText("Approve", new Page.GetByTextOptions().setExact(true))).hasCount(0);
    for (String token : List.of("approver", "second-approver")) {
      Page approver = open(Screen.PHONE, token, "/plans?state=waiting");
      approver.getByText("staging → production").click();
      approver.getByText("Decide about the plan").click();
      press(approver, "Approve");
      assertThat(approver.locator("main")).containsText("Approvals");
      assertThat(approver.getByText("Decide about the plan")).hasCount(0);
    }
    proposer.reload();
    press(proposer, "Run the plan");

    assertThat(proposer.locator("h1")).hasText("Run on production");
  }

  private String path(Page page) {
    return page.url().replaceFirst("^https?://[^/]+", "");
  }

  @Test
  void planThatIsVoidWhenItIsApprovedSaysWhatMoved() {
    StoryPages shown = release.happen();
    Page page = open(Screen.PHONE, "approver", shown.waiting());
    page.getByLabel("Type the name of the target").fill("production");
    page.getByLabel("The loss of rows or values").check();
    story.readBoth(PRODUCTION, Story.snapshot("changed"));

    press(page, "Approve");

    assertThat(page.locator("h1")).hasText("The plan cannot be decided about");
    assertThat(page.locator("main")).containsText("the schema of production changed");
    page.getByText("Back to the page").click();
    assertThat(page.locator("h1 + p")).containsText("void");
    assertThat(page.locator("#decide")).hasCount(0);
  }

  @Test
  void findingThatWasResolvedMeanwhileSaysSo() {
    Finding finding = story.found(LOCAL, Severity.HIGH);
    String path = "/findings/" + finding.id().hex();
    Page page = open(Screen.PHONE, "operator", path);
    story.resolved(finding);
    page.getByLabel("Note").fill("known");

    press(page, "Acknowledge");

    assertThat(page.locator("h1")).hasText("The finding is resolved");
    page.getByText("Back to the page").click();
    assertThat(page.locator(".notice.success")).containsText("resolved");
    assertThat(page.locator("#acknowledge")).hasCount(0);
  }

  @Test
  void runIsShownAsItHappens() {
    StoryPages shown = release.happen();
    UUID id = UUID.fromString(shown.running().substring("/runs/".length()));
    BrowserWindow window =
        SignedInWindow.open(BROWSER, Screen.PHONE, url, "operator", shown.running());
    Page page = window.page();
    assertThat(page.locator("#phase-list")).containsText("backup");
    page.evaluate("document.title = 'not loaded again'");
    Run run = runs.run(id).orElseThrow();

    record(run.in(Phase.BACKUP), Phase.BACKUP, RunEvent.Kind.ENDED, "41 MB");
    record(run.in(Phase.PROOF), Phase.PROOF, RunEvent.Kind.BEGUN, "");

    assertThat(page.locator("#phase-list li").nth(4)).containsText("running");
    assertThat(page.locator("#phase-list")).containsText("41 MB");
    assertThat(page).hasTitle("not loaded again");
    press(page, "Hold before the next phase");
    assertThat(page.locator("#summary")).containsText("hold before the next phase");
    press(page, "Resume");
    assertThat(page.locator("#summary")).not().containsText("before the next phase");
    Run last = run.in(Phase.VERIFY);
    record(last, Phase.VERIFY, RunEvent.Kind.BEGUN, "");
    record(
        last.ended(RunState.VERIFIED, "the target is as planned", story.now()),
        Phase.VERIFY,
        RunEvent.Kind.ENDED,
        "");

    assertThat(page.locator("#summary")).containsText("verified");
    assertThat(page.getByText("Read the evidence")).isVisible();
    assertThat(page.locator("[data-live]")).hasCount(0);
    assertThat(window.consoleErrors()).isEmpty();
    assertThat(window.policyViolations()).isEmpty();
  }

  private void record(Run run, Phase phase, RunEvent.Kind kind, String message) {
    runs.record(
        Lease.first(run.id()), run, List.of(new RunEvent(phase, kind, story.now(), message)));
  }

  @Test
  void withoutJavaScriptEverythingButTheLiveRunIsTheSame() {
    StoryPages shown = release.happen();
    Screen screen = Screen.PHONE.withoutJavaScript();
    Page page = open(screen, "operator", shown.records());
    page.getByLabel("Note").fill("known");
    press(page, "Acknowledge");
    assertThat(page.locator(".notice")).containsText("known");

    page.navigate(url.replaceFirst("/$", "") + shown.running());
    assertThat(page.locator("noscript meta[http-equiv=refresh], meta[http-equiv=refresh]"))
        .hasCount(1);
    press(page, "Hold before the next phase");
    assertThat(page.locator("#summary")).containsText("hold before the next phase");
  }

  @Test
  void everythingWorksByKeyboard() {
    Finding finding = story.found(LOCAL, Severity.HIGH);
    Page page = open(Screen.DESKTOP, "operator", "/findings/" + finding.id().hex());
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    assertThat(page.locator(".skip")).isInViewport();
    page.keyboard().press("Enter");
    assertThat(page.locator("main")).isFocused();
    List<Integer> order = new ArrayList<>();
    while (!Boolean.TRUE.equals(page.evaluate("document.activeElement.id === 'note'"))) {
      assertThat(order).as("stops before the note").hasSizeLessThan(10);
      page.keyboard().press("Tab");
      order.add((Integer) page.evaluate(POSITION));
      assertThat(page.evaluate(FOCUS))
          .as("the focus is to be seen")
          .isEqualTo(Map.of("width", "3px", "style", "solid"));
    }
    assertThat(order).isSorted().doesNotHaveDuplicates();
    page.keyboard().type("known");
    page.keyboard().press("Tab");
    assertThat(page.getByLabel("Until")).isFocused();
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");

    assertThat(page.locator(".notice")).containsText("operator acknowledged it");
  }

  private static final String POSITION =
      "[...document.querySelectorAll('*')].indexOf(document.activeElement)";
  private static final String FOCUS =
      """
      (() => {
        const style = getComputedStyle(document.activeElement)
        return { width: style.outlineWidth, style: style.outlineStyle }
      })()
      """;

  @Test
  void pageSaysWhenTheStoreIsAway() {
    BrowserWindow window = SignedInWindow.open(BROWSER, Screen.PHONE, url, "viewer", "/");
    Page page = window.page();
    findings.away(true);
    page.getByText("Findings", new Page.GetByTextOptions().setExact(true)).click();

    assertThat(page.locator("h1")).containsText("store");
    assertThat(page.locator("nav[aria-label=Main]")).isVisible();
    assertThat(window.contentWidth()).isEqualTo(Screen.PHONE.width());
    findings.away(false);
    page.reload();
    assertThat(page.locator("h1")).hasText("Findings");
  }
}
