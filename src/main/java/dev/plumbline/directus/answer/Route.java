package dev.plumbline.directus.answer;

import java.time.Duration;

/** What Plumbline asks of Directus; everything by GET or HEAD, but for one. */
public enum Route {
  /** Answered before anybody asks who is there: no token is sent. */
  PING("/server/ping", false),
  INFO("/server/info", true),
  /** Directus runs its checks at most every five minutes and answers from memory in between. */
  HEALTH("/server/health", true),
  SNAPSHOT("/schema/snapshot", true),
  /** By POST, because a snapshot does not fit into a URL; it changes nothing. */
  SCHEMA_DIFF("/schema/diff", true),
  SETTINGS("/settings", true),
  ACTIVITY("/activity", true),
  FILES("/files", true),
  /** One of them; by HEAD, and by GET where only the body of an error says what is wrong. */
  ASSETS("/assets", true);

  private final String path;
  private final boolean authenticated;

  Route(String path, boolean authenticated) {
    this.path = path;
    this.authenticated = authenticated;
  }

  public String path() {
    return path;
  }

  public boolean isAuthenticated() {
    return authenticated;
  }

  public Duration deadline(Limits limits) {
    return isOfSchema() ? limits.snapshot() : limits.request();
  }

  public long maxBytes(Limits limits) {
    return isOfSchema() ? limits.snapshotBytes() : Limits.OTHER_BYTES;
  }

  private boolean isOfSchema() {
    return this == SNAPSHOT || this == SCHEMA_DIFF;
  }
}
