package dev.plumbline.severity;

import java.util.Locale;

/** How much a change or finding matters; the first constant is the gravest. */
public enum Severity {
  /** Irreversible loss, or access widened. */
  CRITICAL,
  /** Blocking, or an API that breaks. */
  HIGH,
  /** A constraint tightened, or behaviour changed. */
  MEDIUM,
  /** Additive. */
  LOW,
  /** Presentation only. */
  INFO;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** As written in REST and metrics. */
  public String label() {
    return label;
  }

  public boolean isAtLeast(Severity other) {
    return compareTo(other) <= 0;
  }
}
