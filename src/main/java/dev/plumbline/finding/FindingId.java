package dev.plumbline.finding;

/**
 * Made from what the finding is about, so that the same thing seen again, after a restart or by
 * another replica, is the same finding.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record FindingId(String hex) implements Comparable<FindingId> {
  private static final int DIGITS = 32;

  /**
   * @throws IllegalArgumentException if it is not 32 lower-case hexadecimal digits
   */
  public FindingId {
    if (!isValid(hex)) {
      throw new IllegalArgumentException(
          "'" + hex + "' is not a finding id (32 lower-case hexadecimal digits)");
    }
  }

  /** Without a stream: every finding that is read from the store has its id made anew. */
  private static boolean isValid(String hex) {
    if (hex.length() != DIGITS) {
      return false;
    }
    for (int i = 0; i < hex.length(); i++) {
      char c = hex.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int compareTo(FindingId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
