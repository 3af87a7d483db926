package dev.plumbline.ui.session;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where somebody wanted to be before they signed in. Never on another host. */
final class ReturnPath {
  private static final int LONGEST = 2_000;

  private ReturnPath() {}

  /**
   * @param text from the request, so it can be anything
   * @return a path of ours with its query; the first page if it is not one
   */
  static String of(@Nullable String text) {
    if (text == null
        || text.length() > LONGEST
        // A browser takes a back slash for a slash, and two slashes for a host.
        || !text.matches("/(?![/\\\\])[!-~&&[^\\\\]]*")
        || SignInResource.isOwn(text)) {
      return "/";
    }
    try {
      URI uri = new URI(text);
      return uri.isAbsolute() || uri.getRawAuthority() != null ? "/" : text;
    } catch (URISyntaxException e) {
      return "/";
    }
  }
}
