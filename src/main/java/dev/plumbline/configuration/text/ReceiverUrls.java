package dev.plumbline.configuration.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the URLs that notifications are sent to. No message quotes one: it may hold a token. */
public final class ReceiverUrls {
  private ReceiverUrls() {}

  /** Why a text is not such a URL; empty if it is. */
  public static Optional<String> problem(String text) {
    try {
      URI uri = new URI(text.strip());
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null) {
        return Optional.of(
            "is not a URL of http or https with a host, such as https://hooks.example.com/path.");
      }
      return uri.getRawUserInfo() != null || uri.getRawFragment() != null
          ? Optional.of("has credentials or a fragment in it. Write it without them.")
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.of(
          "is not a URL: it has a character that is not allowed at position " + e.getIndex() + ".");
    }
  }

  /**
   * @throws IllegalArgumentException if it is none, with {@link #problem}
   */
  public static URI parse(String text) {
    problem(text)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    return URI.create(text.strip());
  }
}
