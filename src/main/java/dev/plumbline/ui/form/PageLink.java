package dev.plumbline.ui.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** A link to a page of ours, with its parameters. */
public final class PageLink {
  private final StringBuilder text;
  private boolean hasParameters;

  public PageLink(String path) {
    this.text = new StringBuilder(path);
  }

  /** Left out if it is null. */
  public PageLink with(String name, @Nullable String value) {
    if (value != null) {
      text.append(hasParameters ? '&' : '?')
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value, UTF_8));
      hasParameters = true;
    }
    return this;
  }

  public String text() {
    return text.toString();
  }
}
