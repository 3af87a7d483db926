package dev.plumbline.drift;

import dev.plumbline.environment.EnvironmentId;

/** The name of a configured comparison; the same form as that of an environment. */
public record ComparisonName(String name) implements Comparable<ComparisonName> {
  /**
   * @throws IllegalArgumentException if the name has another form; the message says which is right
   */
  public ComparisonName {
    name = new EnvironmentId(name).name();
  }

  @Override
  public int compareTo(ComparisonName other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
