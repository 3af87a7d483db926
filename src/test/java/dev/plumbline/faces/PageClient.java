package dev.plumbline.faces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As a browser without a screen: it keeps cookies, sends forms, and follows no redirect. */
public final class PageClient {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  private final String url;
  private final Map<String, String> cookies = new TreeMap<>();
  private final List<String> headers = new ArrayList<>();

  /**
   * @param url with or without a trailing slash
   */
  public PageClient(String url) {
    this.url = url.replaceFirst("/$", "");
  }

  /** Signed in with the token of that name. */
  public static PageClient as(String token, String url) {
    PageClient client = new PageClient(url);
    assertThat(client.post("/sign-in", Map.of("token", Twins.secret(token))).statusCode())
        .isEqualTo(303);
    return client;
  }

  /** From now on sent with each request. */
  public PageClient with(String header, String value) {
    headers.add(header);
    headers.add(value);
    return this;
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /** With nothing but these fields. */
  public HttpResponse<String> post(String path, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(
                field ->
                    URLEncoder.encode(field.getKey(), UTF_8)
                        + "="
                        + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** As a form of that page is sent, with what the page put into it to prove that. */
  public HttpResponse<String> submit(String page, String action, Map<String, String> fields) {
    Map<String, String> all = new TreeMap<>(fields);
    all.put("csrf", csrf(get(page).body()));
    return post(action, all);
  }

  public static String csrf(String page) {
    Matcher found = CSRF.matcher(page);
    assertThat(found.find()).as("a form with csrf").isTrue();
    return found.group(1);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (!headers.contains("Accept")) {
      request.header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      return response;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void keep(String cookie) {
    String[] pair = cookie.split(";", 2)[0].split("=", 2);
    if (cookie.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }
}
