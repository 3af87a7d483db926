package dev.plumbline.configuration;

/**
 * Something that is wrong with the configuration.
 *
 * @param key as written in {@code application.yaml}, or the environment variable if it fits no key
 * @param message what is wrong, with the value unless it is a secret, and what would be right
 */
public record Problem(String key, String message) implements Comparable<Problem> {
  @Override
  public int compareTo(Problem other) {
    int byKey = key.compareTo(other.key);
    return byKey == 0 ? message.compareTo(other.message) : byKey;
  }

  @Override
  public String toString() {
    return key + ": " + message;
  }
}
