package dev.plumbline.finding;

import java.util.regex.Pattern;

/**
 * Made from what the finding is about, so that the same thing seen again, after a restart or by
 * another replica, is the same finding.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record FindingId(String hex) implements Comparable<FindingId> {
  private static final Pattern VALID = Pattern.compile("[0-9a-f]{32}");

  /**
   * @throws IllegalArgumentException if it is not 32 lower-case hexadecimal digits
   */
  public FindingId {
    if (!VALID.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "'" + hex + "' is not a finding: 32 lower-case hexadecimal digits");
    }
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
