package dev.plumbline.ops.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Another exception as it is printed, with what it says on one line. */
final class Escaped extends Throwable {
  private static final long serialVersionUID = 1L;

  private Escaped(Throwable original, String text) {
    super(text);
    setStackTrace(original.getStackTrace());
  }

  /** The exception itself if nothing of it, and of what caused it, needs escaping. */
  static Throwable of(Throwable original) {
    return isClean(original, Collections.newSetFromMap(new IdentityHashMap<>()))
        ? original
        : copy(original, new IdentityHashMap<>());
  }

  private static boolean isClean(Throwable throwable, Set<Throwable> seen) {
    if (throwable instanceof Escaped || !seen.add(throwable)) {
      return true;
    }
    String text = String.valueOf(throwable);
    Throwable cause = throwable.getCause();
    if (!OneLine.line(text).equals(text) || (cause != null && !isClean(cause, seen))) {
      return false;
    }
    for (Throwable suppressed : throwable.getSuppressed()) {
      if (!isClean(suppressed, seen)) {
        return false;
      }
    }
    return true;
  }

  private static Throwable copy(Throwable original, Map<Throwable, Throwable> done) {
    Throwable known = done.get(original);
    if (known != null) {
      return known;
    }
    Escaped copy = new Escaped(original, OneLine.line(String.valueOf(original)));
    done.put(original, copy);
    Throwable cause = original.getCause();
    if (cause != null) {
      Throwable copied = copy(cause, done);
      if (copied != copy) {
        copy.initCause(copied);
      }
    }
    for (Throwable suppressed : original.getSuppressed()) {
      Throwable copied = copy(suppressed, done);
      if (copied != copy) {
        copy.addSuppressed(copied);
      }
    }
    return copy;
  }

  /** Where the other was thrown is what counts. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  /** The name of the other's class is part of it. */
  @Override
  @SuppressWarnings("OverrideThrowableToString")
  public String toString() {
    return String.valueOf(getMessage());
  }
}
