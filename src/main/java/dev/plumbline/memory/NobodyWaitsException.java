package dev.plumbline.memory;

/** Whoever asked is gone: nothing more is to be done for them. */
public final class NobodyWaitsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NobodyWaitsException() {
    super("whoever asked is gone");
  }
}
