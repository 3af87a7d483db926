package dev.plumbline.ui.session;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * The cookie of a session. Beyond the own machine it is {@code Secure} and has the prefix {@code
 * __Host-} (RFC 6265bis, section 4.1.3.2), so that no other host can set it.
 */
final class SessionCookie {
  private static final String LOCAL_NAME = "plumbline";
  private static final String NAME = "__Host-plumbline";

  private SessionCookie() {}

  static Optional<String> read(ContainerRequestContext request) {
    return Optional.ofNullable(request.getCookies().get(name(isLocal(request))))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty());
  }

  static NewCookie of(String secret, ContainerRequestContext request) {
    return builder(isLocal(request)).value(secret).build();
  }

  /** Makes the browser forget it. */
  static NewCookie none(ContainerRequestContext request) {
    return builder(isLocal(request)).value("").maxAge(0).build();
  }

  /** Whether a browser would keep the cookie: not from a page that came without TLS. */
  static boolean isPossible(ContainerRequestContext request) {
    String forwarded = request.getHeaderString("X-Forwarded-Proto");
    return isLocal(request)
        || "https".equals(request.getUriInfo().getRequestUri().getScheme())
        || "https".equals(forwarded);
  }

  private static NewCookie.Builder builder(boolean isLocal) {
    return new NewCookie.Builder(name(isLocal))
        .path("/")
        .httpOnly(true)
        .secure(!isLocal)
        .sameSite(NewCookie.SameSite.STRICT);
  }

  private static String name(boolean isLocal) {
    return isLocal ? LOCAL_NAME : NAME;
  }

  /** Browsers take the own machine for as safe as TLS. */
  private static boolean isLocal(ContainerRequestContext request) {
    String host = request.getUriInfo().getRequestUri().getHost();
    if (host == null) {
      return false;
    }
    if (host.equals("localhost") || host.endsWith(".localhost")) {
      return true;
    }
    return isAddress(host) && isLoopback(host);
  }

  private static boolean isAddress(String host) {
    return host.startsWith("[") || host.matches("[0-9]{1,3}([.][0-9]{1,3}){3}");
  }

  /** No name is resolved: it is an address. */
  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
