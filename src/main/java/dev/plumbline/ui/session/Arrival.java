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

    static native TemplateInstance arrival(String path);
  }

  static String page(String path) {
    return Templates.arrival(path).render();
  }
}
