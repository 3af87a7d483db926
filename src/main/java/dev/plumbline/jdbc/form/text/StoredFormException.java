package dev.plumbline.jdbc.form.text;

import org.jspecify.annotations.Nullable;

/** Something stored cannot be read by this version of Plumbline. The message names what. */
public final class StoredFormException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoredFormException(String message) {
    this(message, null);
  }

  public StoredFormException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
