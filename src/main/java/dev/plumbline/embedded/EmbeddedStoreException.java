package dev.plumbline.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL cannot be used. The message is for the operator and free of secrets. */
public final class EmbeddedStoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EmbeddedStoreException(String message) {
    this(message, null);
  }

  public EmbeddedStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
