package dev.plumbline.lab.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ServiceWorkerPolicy;

/**
 * With what somebody opens a page.
 *
 * @param touch as a phone: a page without {@code <meta name="viewport">} is shrunk to fit
 * @param script whether JavaScript is on
 */
public record Screen(int width, int height, boolean touch, ColorScheme colours, boolean script) {
  public static final Screen DESKTOP = new Screen(1280, 900, false, ColorScheme.LIGHT, true);
  public static final Screen PHONE = new Screen(320, 640, true, ColorScheme.LIGHT, true);

  public Screen dark() {
    return new Screen(width, height, touch, ColorScheme.DARK, script);
  }

  public Screen withoutJavaScript() {
    return new Screen(width, height, touch, colours, false);
  }

  /** Language and time zone do not depend on the machine. */
  Browser.NewContextOptions options() {
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setIsMobile(touch)
        .setHasTouch(touch)
        .setColorScheme(colours)
        .setJavaScriptEnabled(script)
        .setReducedMotion(ReducedMotion.REDUCE)
        .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
        .setLocale("en-GB")
        .setTimezoneId("UTC");
  }
}
