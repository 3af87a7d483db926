package dev.plumbline.store;

import org.jspecify.annotations.Nullable;

/**
 * Our own memory cannot be reached now. Nothing was done by halves: what was asked for is there as
 * a whole or not at all, and doing it again later is right. The message names the host and the
 * database and carries no credentials.
 */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
