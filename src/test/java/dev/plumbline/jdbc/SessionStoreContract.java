package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.noonPlus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.session.PageSession;
import dev.plumbline.store.session.PageSession.SignedIn;
import dev.plumbline.store.session.SessionStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store does with the sessions of browsers. */
abstract class SessionStoreContract {
  private static final SignedIn ADA =
      new SignedIn.WithProvider("ada \\ ünd ''", List.of("on-call", "with, comma", "\\x00"));

  abstract SessionStore store();

  private static String id(String secret) {
    return Fingerprint.sha256(secret);
  }

  private static PageSession session(String secret, SignedIn who, long startedAt) {
    return new PageSession(
        id(secret),
        Optional.empty(),
        noonPlus(startedAt),
        "csrf of " + secret,
        who,
        noonPlus(startedAt),
        noonPlus(startedAt));
  }

  private PageSession added(String secret, SignedIn who, long startedAt) {
    PageSession session = session(secret, who, startedAt);
    store().add(session);
    return session;
  }

  @Test
  void sessionIsReadAsItWasRecorded() {
    PageSession token = added("a", new SignedIn.WithToken(id("token")), 1);
    PageSession person = added("b", ADA, 2);

    assertThat(store().session(id("a"))).contains(token);
    assertThat(store().session(id("b"))).contains(person);
    assertThat(store().session(id("c"))).isEmpty();
  }

  @Test
  void renewedSessionIsFoundByBothIdsAndRenewedOnce() {
    added("a", ADA, 1);

    assertThat(store().renew(id("a"), id("b"), noonPlus(5))).isTrue();
    assertThat(store().renew(id("a"), id("c"), noonPlus(6))).as("a slower request").isFalse();

    PageSession renewed = store().session(id("b")).orElseThrow();
    assertThat(renewed.previous()).contains(id("a"));
    assertThat(renewed.renewedAt()).isEqualTo(noonPlus(5));
    assertThat(renewed.csrf()).isEqualTo("csrf of a");
    assertThat(store().session(id("a"))).contains(renewed);
    assertThat(store().session(id("c"))).isEmpty();
  }

  @Test
  void useIsRecordedAndAnEndIsForGood() {
    added("a", ADA, 1);
    store().use(id("a"), noonPlus(9));
    assertThat(store().session(id("a")).orElseThrow().usedAt()).isEqualTo(noonPlus(9));

    store().end(id("a"));
    store().end(id("a"));
    store().use(id("a"), noonPlus(10));

    assertThat(store().session(id("a"))).isEmpty();
    assertThat(store().renew(id("a"), id("b"), noonPlus(10))).isFalse();
  }

  @Test
  void pruningDeletesWhatWasNotUsedOrIsOld() {
    added("unused", ADA, 1);
    added("old", ADA, 2);
    store().use(id("old"), noonPlus(20));
    added("new", ADA, 15);

    assertThat(store().prune(noonPlus(10), noonPlus(5))).isEqualTo(2);

    assertThat(store().session(id("unused"))).isEmpty();
    assertThat(store().session(id("old"))).isEmpty();
    assertThat(store().session(id("new"))).isPresent();
  }
}
