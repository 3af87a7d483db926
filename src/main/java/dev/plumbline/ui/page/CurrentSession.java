package dev.plumbline.ui.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The session of the request at hand. Only the filter that reads the cookie says which that is. */
@RequestScoped
public class CurrentSession {
  private String csrf = "";
  private @Nullable NewCookie cookie;

  /**
   * Somebody is signed in.
   *
   * @param csrf what each form of their session sends along
   */
  public void begin(String csrf) {
    this.csrf = csrf;
  }

  /** The answer will set it. */
  public void set(NewCookie cookie) {
    this.cookie = cookie;
  }

  public Optional<NewCookie> cookie() {
    return Optional.ofNullable(cookie);
  }

  public boolean isSignedIn() {
    return !csrf.isEmpty();
  }

  /** What each form sends along; empty if nobody is signed in. */
  public String csrf() {
    return csrf;
  }
}
