package dev.plumbline.environment;

import java.util.Locale;

/** What an environment is for; {@link #PRODUCTION} is protected unless configured otherwise. */
public enum Tier {
  LOCAL,
  STAGING,
  PRODUCTION;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** As written in configuration, REST and metrics. */
  public String label() {
    return label;
  }
}
