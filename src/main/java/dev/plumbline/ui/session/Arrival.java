package dev.plumbline.ui.session;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * What a browser gets that comes from a link on another site. It did not send the cookie, because
 * that is SameSite=Strict; the page asks for itself once more, and that is from this site.
 */
final class Arrival {
  private Arrival() {}

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance arrival(String path, String refresh);
  }

  /** The page that was asked for, asked for once more. */
  static String page(String path) {
    return Templates.arrival(path, "0").render();
  }

  /**
   * Another page of ours: a redirect would still count as coming from the other site.
   *
   * @param path of {@link ReturnPath}
   */
  static String at(String path) {
    return Templates.arrival(path, "0; url=" + path).render();
  }
}
