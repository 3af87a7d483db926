package dev.plumbline.ui.session;

import dev.plumbline.configuration.ApiToken;
import dev.plumbline.http.access.Tokens;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.session.PageSession;
import dev.plumbline.store.session.PageSession.SignedIn;
import dev.plumbline.store.session.SessionStore;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The sessions of browsers. A cookie is replaced every few minutes, so that one that was copied is
 * of no use for long; when a replaced one is used again, nobody can say which of the two browsers
 * is the right one, and the session ends.
 */
@Singleton
public final class Sessions {
  /** Without a request, a session ends. */
  public static final Duration IDLE = Duration.ofHours(2);

  /** However much it is used. */
  public static final Duration LONGEST = Duration.ofHours(12);

  static final Duration RENEWAL = Duration.ofMinutes(10);

  /** Requests that were under way when the cookie was replaced. */
  static final Duration OVERLAP = Duration.ofMinutes(1);

  private static final Duration USE_RECORDED = Duration.ofMinutes(1);

  private final SessionStore store;
  private final Tokens tokens;
  private final ProviderRoles provider;
  private final SessionSecrets secrets;
  private final Clock clock;

  Sessions(
      SessionStore store,
      Tokens tokens,
      ProviderRoles provider,
      SessionSecrets secrets,
      Clock clock) {
    this.store = store;
    this.tokens = tokens;
    this.provider = provider;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * A session that is valid now.
   *
   * @param token what may be done in it
   * @param newSecret what the cookie must become; empty: it stays
   */
  record Active(PageSession session, ApiToken token, Optional<String> newSecret) {}

  /**
   * @return the secret for the cookie
   */
  String begin(SignedIn who) {
    Instant now = clock.instant();
    String secret = secrets.next();
    store.add(
        new PageSession(
            Fingerprint.sha256(secret), Optional.empty(), now, secrets.next(), who, now, now));
    return secret;
  }

  /**
   * @param secret what the cookie is
   * @return empty if there is no such session, it has expired, or its token is not configured any
   *     more
   */
  Optional<Active> resume(String secret) {
    Instant now = clock.instant();
    String id = Fingerprint.sha256(secret);
    Optional<PageSession> found = store.session(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    PageSession session = found.get();
    Optional<ApiToken> token = token(session.who());
    boolean isReplaced = !session.id().equals(id);
    if (token.isEmpty()
        || isOver(session.usedAt(), IDLE, now)
        || isOver(session.startedAt(), LONGEST, now)
        || (isReplaced && isOver(session.renewedAt(), OVERLAP, now))) {
      store.end(session.id());
      return Optional.empty();
    }
    if (!isReplaced && isOver(session.renewedAt(), RENEWAL, now)) {
      String next = secrets.next();
      if (store.renew(id, Fingerprint.sha256(next), now)) {
        store.use(Fingerprint.sha256(next), now);
        return Optional.of(new Active(session, token.get(), Optional.of(next)));
      }
    } else if (isOver(session.usedAt(), USE_RECORDED, now)) {
      store.use(session.id(), now);
    }
    return Optional.of(new Active(session, token.get(), Optional.empty()));
  }

  /** Ends the session with this cookie. */
  void end(String secret) {
    store.session(Fingerprint.sha256(secret)).ifPresent(session -> store.end(session.id()));
  }

  private Optional<ApiToken> token(SignedIn who) {
    return switch (who) {
      case SignedIn.WithToken(String sha256) -> tokens.withSha256(sha256);
      case SignedIn.WithProvider signedIn -> provider.token(signedIn);
    };
  }

  private static boolean isOver(Instant since, Duration limit, Instant now) {
    return !now.isBefore(since.plus(limit));
  }
}
