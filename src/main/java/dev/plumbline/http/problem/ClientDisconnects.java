package dev.plumbline.http.problem;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/** Whether something failed only because the client hung up: nothing to be done about. */
public final class ClientDisconnects {
  private static final int DEEPEST = 20;

  private ClientDisconnects() {}

  public static boolean is(@Nullable Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof HttpClosedException
          || cause instanceof StreamResetException
          || cause instanceof ClosedChannelException
          || (cause instanceof IOException && isBroken(cause.getMessage()))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isBroken(@Nullable String message) {
    return message != null
        && (message.contains("Connection reset")
            || message.contains("Broken pipe")
            || message.contains("Connection was closed")
            || message.contains("Response has already been written"));
  }
}
