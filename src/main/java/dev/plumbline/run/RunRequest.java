package dev.plumbline.run;

import java.util.Locale;

/** What a person wants of a run; it is done between two phases. */
public enum RunRequest {
  HOLD,
  CANCEL;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** As written in REST and in the store. */
  public String label() {
    return label;
  }
}
