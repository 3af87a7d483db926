package dev.plumbline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.faces.Api;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.PageClient;
import dev.plumbline.faces.ReleaseStory;
import dev.plumbline.faces.ReleaseStory.StoryPages;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody sees on a page what REST would refuse them. */
@QuarkusTest
@TestProfile(FacesProfile.class)
class PageCrawlTest {
  private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"([^\"]+)\"");
  private static final Pattern REST = Pattern.compile("href=\"([^\"]+)\">This page in REST");

  private final ReleaseStory story;

  @TestHTTPResource("/")
  String url = "";

  private StoryPages shown = StoryPages.NOTHING;

  /** All paths that an administrator finds, each with the path of the same thing in REST. */
  private final Map<String, Optional<String>> everything = new TreeMap<>();

  @Inject
  PageCrawlTest(ReleaseStory story) {
    this.story = story;
  }

  @BeforeEach
  void crawlAsAdministrator() {
    shown = story.happen();
    crawl(PageClient.as("admin", url))
        .forEach(
            (path, page) -> {
              // The audit links to plans that are deleted.
              if (page.statusCode() == 200) {
                everything.put(path, rest(page.body()));
              }
            });
  }

  @Test
  void everyPageIsReachableFromTheOverview() {
    assertThat(everything.keySet())
        .containsAll(shown.pages().stream().filter(page -> !page.equals("/no-such-page")).toList())
        .contains("/comparisons/staging-to-production/markdown");
    assertThat(everything.get(shown.waiting())).contains("/api/v1" + shown.waiting());
    assertThat(everything.entrySet())
        .filteredOn(page -> page.getValue().isEmpty())
        .extracting(Map.Entry::getKey)
        .allMatch(path -> path.endsWith("/markdown"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "viewer: ''",
        "operator: ''",
        "approver: ''",
        "admin: ''",
        "local-only: staging|production",
        "production-only: staging|local",
        "production-approver: staging|local"
      })
  void pageShowsWhatRestShows(String token, String hidden) {
    PageClient client = PageClient.as(token, url);
    Api rest = Api.at(url).as(token);
    Map<String, HttpResponse<String>> seen = crawl(client);
    everything.keySet().forEach(path -> seen.computeIfAbsent(path, client::get));

    seen.forEach(
        (path, page) -> {
          everything
              .getOrDefault(path, Optional.empty())
              .or(() -> rest(page.body()))
              .ifPresent(
                  same ->
                      assertThat(page.statusCode())
                          .as(path + " and " + same)
                          .isEqualTo(rest.get(same).status()));
          if (!hidden.isEmpty()) {
            assertThat(withoutEcho(page.body(), path))
                .as(path)
                .doesNotContainPattern("\\b(" + hidden + ")\\b(?!-only)");
          }
        });
    assertThat(seen.values()).filteredOn(page -> page.statusCode() == 200).isNotEmpty();
    if (!hidden.isEmpty()) {
      assertThat(seen.values()).filteredOn(page -> page.statusCode() == 404).isNotEmpty();
    }
  }

  /** What a page says that was not in the request. */
  private static String withoutEcho(String page, String path) {
    String left = page;
    for (String word : path.split("[/?=&]", -1)) {
      left = word.isEmpty() ? left : left.replace("&#39;" + word + "&#39;", "");
    }
    return left;
  }

  /** What can be reached from the overview, by path. */
  private static Map<String, HttpResponse<String>> crawl(PageClient client) {
    Map<String, HttpResponse<String>> pages = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>();
    open.add("/");
    while (!open.isEmpty()) {
      String path = open.remove();
      if (!pages.containsKey(path)) {
        HttpResponse<String> page = client.get(path);
        pages.put(path, page);
        Matcher links = LINK.matcher(page.body());
        while (links.find()) {
          String link = links.group(1).replace("&amp;", "&").replaceFirst("#.*", "");
          if (link.startsWith("/") && !link.startsWith("/api/")) {
            open.add(link);
          }
        }
      }
    }
    return pages;
  }

  private static Optional<String> rest(String page) {
    Matcher found = REST.matcher(page);
    return found.find() ? Optional.of(found.group(1).replace("&amp;", "&")) : Optional.empty();
  }
}
