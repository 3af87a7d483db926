package dev.plumbline.ui;

import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.plumbline.faces.PageClient;
import dev.plumbline.lab.browser.BrowserWindow;
import dev.plumbline.lab.browser.LabBrowser;
import dev.plumbline.lab.browser.Screen;

/** A window of somebody who has signed in before; {@code SignInBrowserTest} does it by hand. */
final class SignedInWindow {
  private SignedInWindow() {}

  /**
   * @param url of the service
   * @param token its name
   */
  static BrowserWindow open(LabBrowser browser, Screen screen, String url, String token) {
    BrowserWindow window = browser.open(screen);
    window
        .context()
        .addCookies(
            PageClient.as(token, url).cookies().entrySet().stream()
                .map(
                    cookie ->
                        new Cookie(cookie.getKey(), cookie.getValue())
                            .setUrl(url)
                            .setHttpOnly(true)
                            .setSameSite(SameSiteAttribute.STRICT))
                .toList());
    return window;
  }

  /** At once with a page. */
  static BrowserWindow open(
      LabBrowser browser, Screen screen, String url, String token, String path) {
    BrowserWindow window = open(browser, screen, url, token);
    window.page().navigate(url.replaceFirst("/$", "") + path);
    return window;
  }
}
