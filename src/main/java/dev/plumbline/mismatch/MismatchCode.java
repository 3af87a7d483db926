package dev.plumbline.mismatch;

import dev.plumbline.severity.Severity;
import java.util.Locale;

/** Kinds of disagreement between Directus's metadata and the catalog. Stable; part of REST. */
public enum MismatchCode {
  /** A collection has fields in Directus, but no table. */
  GHOST_COLLECTION(Severity.HIGH),
  /** A field has a row in Directus, but no column. */
  GHOST_FIELD(Severity.HIGH);

  private final Severity severity;

  MismatchCode(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /** As written in REST and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
