package dev.plumbline.hazard.means;

/** Something that was read, or could not be. */
public sealed interface Fact<T> {
  /** It was read. */
  record Known<T>(T value) implements Fact<T> {}

  /** It could not be read, for a reason in one clause. */
  record Unknown<T>(String reason) implements Fact<T> {}
}
