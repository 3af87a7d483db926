package dev.plumbline.configuration.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Reads addresses of Directus, and says whether two are the same. */
public final class Addresses {
  private Addresses() {}

  private static final Set<String> LOOPBACK =
      Set.of("localhost", "127.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1", "0.0.0.0", "");

  /**
   * @return without a trailing slash
   * @throws IllegalArgumentException if it is none; the message never quotes credentials
   */
  public static URI parse(String text) {
    if (text.contains("@")) {
      throw new IllegalArgumentException(
          "has credentials in it. Write the address without them, and the token as directus.token.");
    }
    URI uri;
    try {
      uri = new URI(text.replaceFirst("/+$", ""));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(wrong(text), e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme) || uri.getHost() == null) {
      throw new IllegalArgumentException(wrong(text));
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "has a query or fragment. Write it up to the path, such as "
              + scheme
              + "://"
              + uri.getRawAuthority()
              + ".");
    }
    if (uri.getPath().endsWith("/admin")) {
      throw new IllegalArgumentException(
          "'" + text + "' is the address of Directus's app. Leave out /admin.");
    }
    return uri;
  }

  /** Equal for two addresses of one Directus. */
  public static String identity(URI uri) {
    // Without the scheme and its default port: http and https of one host are one instance.
    boolean isDefault = uri.getPort() == -1 || uri.getPort() == 80 || uri.getPort() == 443;
    return host(uri.getHost()) + (isDefault ? "" : ":" + uri.getPort()) + uri.getPath();
  }

  /** Whether nothing of a request to it leaves this machine. */
  public static boolean isThisMachine(URI uri) {
    return host(uri.getHost()).equals("localhost");
  }

  /** In lower case, and one word for this machine. */
  static String host(String host) {
    String lower = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    return LOOPBACK.contains(lower) ? "localhost" : lower;
  }

  private static String wrong(String text) {
    return "'"
        + text.replaceFirst("[?#].*$", "")
        + "' is not an address. Write http or https and a host, such as https://cms.example.com.";
  }
}
