package dev.plumbline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.PageClient;
import dev.plumbline.faces.ReleaseStory;
import dev.plumbline.faces.ReleaseStory.StoryPages;
import dev.plumbline.faces.Twins;
import dev.plumbline.ui.PageRoutes.Route;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No form of any page does anything unless a page of the same session sent it. */
@QuarkusTest
@TestProfile(FacesProfile.class)
class PageFormsTest {
  /** All that a form of any page sends, so that only who sends it can be wrong. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "note", "a note",
          "reason", "a reason",
          "ticket", "OPS-17",
          "decision", "reject",
          "hash", "0".repeat(64),
          "targetName", "production");

  private final ReleaseStory story;

  @TestHTTPResource("/")
  String url = "";

  private PageClient admin = new PageClient("");
  private StoryPages shown = StoryPages.NOTHING;

  @Inject
  PageFormsTest(ReleaseStory story) {
    this.story = story;
  }

  @BeforeEach
  void begin() {
    shown = story.happen();
    admin = PageClient.as("admin", url);
  }

  @Test
  void everyMethodSaysWhoMayCallIt() {
    assertThat(PageRoutes.all()).hasSizeGreaterThan(30);
    assertThat(PageRoutes.all())
        .allSatisfy(
            route ->
                assertThat(route.has("RoleNeeded") != route.has("NoSignIn"))
                    .as(route.method().getFullName())
                    .isTrue());
  }

  @Test
  void formWithoutTheSecretOfItsSessionDoesNothing() {
    String other = PageClient.csrf(PageClient.as("admin", url).get(shown.waiting()).body());
    List<String> before = pages();
    for (Route route : forms()) {
      if (!route.has("NoSignIn")) {
        for (String csrf : new String[] {null, "", "wrong", other}) {
          Map<String, String> fields = new HashMap<>(FIELDS);
          if (csrf != null) {
            fields.put("csrf", csrf);
          }
          HttpResponse<String> answer = admin.post(path(route), fields);

          assertThat(answer.statusCode()).as(route.path() + " with " + csrf).isEqualTo(403);
          assertThat(answer.body()).contains("nothing was done");
        }
      }
    }
    assertThat(pages()).isEqualTo(before);
  }

  @Test
  void formFromAnotherSiteDoesNothing() {
    String csrf = PageClient.csrf(admin.get(shown.waiting()).body());
    List<String> before = pages();
    PageClient elsewhere = new PageClient(url).with("Origin", "https://evil.example");
    elsewhere.cookies().putAll(admin.cookies());
    Map<String, String> fields = new HashMap<>(FIELDS);
    fields.put("csrf", csrf);
    fields.put("token", Twins.secret("viewer"));
    for (Route route : forms()) {
      HttpResponse<String> answer = elsewhere.post(path(route), fields);

      assertThat(answer.statusCode()).as(route.path()).isEqualTo(403);
      assertThat(answer.body()).contains("from another site");
    }
    assertThat(elsewhere.cookies()).isEqualTo(admin.cookies());
    assertThat(pages()).isEqualTo(before);
  }

  @Test
  void formOfAnEndedSessionDoesNothing() {
    String csrf = PageClient.csrf(admin.get(shown.waiting()).body());
    Map<String, String> cookies = Map.copyOf(admin.cookies());
    admin.post("/sign-out", Map.of());
    admin.cookies().putAll(cookies);
    Map<String, String> fields = new HashMap<>(FIELDS);
    fields.put("csrf", csrf);

    HttpResponse<String> answer = admin.post(shown.waiting() + "/approvals", fields);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("nothing was done", "href=\"/sign-in?to=%2Fplans%2F");
    assertThat(PageClient.as("viewer", url).get(shown.waiting()).body()).contains("waiting");
  }

  @Test
  void formThatIsSentTwiceDoesItsWorkOnce() {
    PageClient approver = PageClient.as("approver", url);
    String page = approver.get(shown.waiting()).body();
    Map<String, String> fields = new HashMap<>(FIELDS);
    fields.put("decision", "approve");
    fields.put("hash", hidden(page, "hash"));
    fields.put("key", hidden(page, "key"));
    fields.put("csrf", PageClient.csrf(page));
    fields.put("consents", "authors.biography");
    fields.remove("reason");
    fields.remove("ticket");
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = approver.post(shown.waiting() + "/approvals", fields);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }
    assertThat(approver.get(shown.waiting()).body())
        .contains("You have decided about this plan", "of 1 more person")
        .containsOnlyOnce("badge good\">approve<");
  }

  private static String hidden(String page, String name) {
    return page.replaceFirst("(?s).*?name=\"" + name + "\" value=\"([^\"]+)\".*", "$1");
  }

  private static List<Route> forms() {
    return PageRoutes.all().stream().filter(Route::isForm).toList();
  }

  private String path(Route route) {
    String path =
        route.path().replace("{env}", "production").replace("{name}", "staging-to-production");
    String thing =
        path.startsWith("/plans/")
            ? shown.waiting()
            : path.startsWith("/findings/")
                ? shown.change()
                : path.endsWith("/rollback") ? shown.verified() : shown.running();
    String filled = path.replaceFirst("^/\\w+/\\{id}", thing);
    assertThat(filled).doesNotContain("{");
    return filled;
  }

  /** What there is to see. The clock stands still; each page has new keys for its forms. */
  private List<String> pages() {
    return shown.pages().stream()
        .map(page -> admin.get(page).body().replaceAll("form-\\d+", "a key"))
        .toList();
  }
}
