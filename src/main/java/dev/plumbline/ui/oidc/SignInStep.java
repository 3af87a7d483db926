package dev.plumbline.ui.oidc;

import dev.plumbline.store.session.PageSession.SignedIn.WithProvider;
import java.net.URI;

/** What became of a request of a sign-in. */
public final class SignInStep {
  private SignInStep() {}

  /** Of the first one. */
  public sealed interface Start {}

  /** Of the one with which the provider sends the browser back. */
  public sealed interface Finish {}

  /**
   * @param location with the parameters that the provider needs
   * @param state that it sends back
   */
  public record ToProvider(URI location, String state) implements Start {}

  /** The provider said who it is. */
  public record Known(WithProvider who) implements Finish {}

  /**
   * @param why one or two sentences for the person
   */
  public record Refused(String why) implements Finish {}

  /**
   * @param why one or two sentences for the person
   */
  public record Unavailable(String why) implements Start, Finish {}
}
