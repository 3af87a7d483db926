package dev.plumbline.store;

/** The client has closed its connection: nothing more is to be done for it. */
public final class NobodyWaitsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NobodyWaitsException() {
    super("the client has closed its connection");
  }
}
