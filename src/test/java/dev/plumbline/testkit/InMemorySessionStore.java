package dev.plumbline.testkit;

import dev.plumbline.store.session.PageSession;
import dev.plumbline.store.session.SessionStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The sessions of browsers, as {@code JdbcSessionStore} keeps them. */
public final class InMemorySessionStore implements SessionStore {
  private final List<PageSession> sessions = new ArrayList<>();

  @Override
  public synchronized void add(PageSession session) {
    sessions.add(session);
  }

  @Override
  public synchronized Optional<PageSession> session(String id) {
    return sessions.stream()
        .filter(one -> one.id().equals(id) || one.previous().equals(Optional.of(id)))
        .findFirst();
  }

  @Override
  public synchronized boolean renew(String id, String newId, Instant now) {
    return replace(
        id,
        old ->
            new PageSession(
                newId, Optional.of(id), now, old.csrf(), old.who(), old.startedAt(), old.usedAt()));
  }

  @Override
  public synchronized void use(String id, Instant now) {
    replace(
        id,
        old ->
            new PageSession(
                id, old.previous(), old.renewedAt(), old.csrf(), old.who(), old.startedAt(), now));
  }

  @Override
  public synchronized void end(String id) {
    sessions.removeIf(one -> one.id().equals(id));
  }

  @Override
  public synchronized long prune(Instant usedBefore, Instant startedBefore) {
    long before = sessions.size();
    sessions.removeIf(
        one -> one.usedAt().isBefore(usedBefore) || one.startedAt().isBefore(startedBefore));
    return before - sessions.size();
  }

  private boolean replace(String id, UnaryOperator<PageSession> change) {
    for (int i = 0; i < sessions.size(); i++) {
      if (sessions.get(i).id().equals(id)) {
        sessions.set(i, change.apply(sessions.get(i)));
        return true;
      }
    }
    return false;
  }
}
