package dev.plumbline.jackson;

/** A text is not the JSON it should be. The message says where, without quoting the text. */
public final class JsonTextException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JsonTextException(String message) {
    super(message);
  }
}
