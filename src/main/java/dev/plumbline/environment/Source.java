package dev.plumbline.environment;

import java.util.Locale;

/** The two sources that an environment is read from. */
public enum Source {
  /** The Directus HTTP API: the second opinion. */
  API,
  /** The PostgreSQL database: the authority. */
  DATABASE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** As written in REST and metrics. */
  public String label() {
    return label;
  }
}
