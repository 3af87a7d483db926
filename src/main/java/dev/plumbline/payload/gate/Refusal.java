package dev.plumbline.payload.gate;

import java.util.Locale;

/**
 * Why a payload must not be sent.
 *
 * @param subject such as {@code articles.title}; empty for the payload as a whole
 * @param message one sentence: what Directus would do
 */
public record Refusal(Code code, String subject, String message) {
  /** Stable: they are shown to people and named by tests. */
  public enum Code {
    MALFORMED,
    DROP_WITH_PATH,
    CREATE_WITH_PATH,
    WHOLE_OBJECT,
    SYSTEM_OBJECT,
    SYNC_TOOL,
    MISSING_KEY,
    CONTRADICTION,
    MISSING_IN_TARGET,
    EXISTS_IN_TARGET,
    PRIMARY_KEY,
    COLUMN_AND_ALIAS,
    NEVER_CONVERGES;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As written in REST and docs. */
    public String label() {
      return label;
    }
  }
}
