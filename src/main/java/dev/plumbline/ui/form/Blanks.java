package dev.plumbline.ui.form;

import org.jspecify.annotations.Nullable;

/** What a form sends for a field that nobody filled in. */
public final class Blanks {
  private Blanks() {}

  /** Null also if there is nothing but white space. */
  public static @Nullable String toNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
