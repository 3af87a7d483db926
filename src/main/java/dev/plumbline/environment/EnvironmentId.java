package dev.plumbline.environment;

import java.util.regex.Pattern;

/**
 * The name of an environment, as configured under {@code plumbline.environments.<env>}.
 *
 * @param name matches {@code [a-z][a-z0-9-]*}, 63 characters at most, so that it can be a metric
 *     label, a path segment and part of an environment variable
 */
public record EnvironmentId(String name) implements Comparable<EnvironmentId> {
  private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9-]{0,62}");

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

  public static boolean isValid(String name) {
    return VALID.matcher(name).matches();
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
