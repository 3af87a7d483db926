package dev.plumbline.environment;

/**
 * The name of an environment, as configured under {@code plumbline.environments.<env>}.
 *
 * @param name matches {@code [a-z][a-z0-9-]*}, 63 characters at most, so that it can be a metric
 *     label, a path segment and part of an environment variable
 */
public record EnvironmentId(String name) implements Comparable<EnvironmentId> {
  private static final int MOST_CHARACTERS = 63;

  /**
   * @throws IllegalArgumentException if the name has another form; the message says which is right
   */
  public EnvironmentId {
    if (!isValid(name)) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is not a name: lower-case letters, digits and '-', starting with a letter");
    }
  }

  /** Without a regular expression or a stream: every row that is read has some of them. */
  public static boolean isValid(String name) {
    if (name.isEmpty() || name.length() > MOST_CHARACTERS || !isLetter(name.charAt(0))) {
      return false;
    }
    for (int i = 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isLetter(c) && (c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  @Override
  public int compareTo(EnvironmentId other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
