package dev.plumbline.ui.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Keeps where somebody wanted to be while they are at the identity provider; one for each sign-in
 * that has begun, since two may have begun in two tabs. It is not trusted.
 */
public final class ReturnCookie {
  private static final String PREFIX = "plumbline-to-";

  private ReturnCookie() {}

  /**
   * @param state of the sign-in
   * @param redirect where the provider sends the browser back to
   */
  public static NewCookie of(String state, String path, URI redirect) {
    return new NewCookie.Builder(PREFIX + state)
        .value(Base64.getUrlEncoder().withoutPadding().encodeToString(path.getBytes(UTF_8)))
        .path(redirect.getPath())
        .maxAge(Math.toIntExact(ProviderClient.LONGEST.toSeconds()))
        .httpOnly(true)
        .secure(redirect.getScheme().equals("https"))
        // The provider's page leads back to it.
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }

  /**
   * @param state from the request
   * @return whatever a browser sent; empty if it sent nothing
   */
  public static String read(@Nullable String state, ContainerRequestContext request) {
    Cookie cookie = request.getCookies().get(PREFIX + state);
    if (cookie == null) {
      return "";
    }
    try {
      return new String(Base64.getUrlDecoder().decode(cookie.getValue()), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
