package dev.plumbline.lab.directus;

/**
 * The versions of Directus that the laboratory can install: the newest and the newest before 12.
 */
public enum DirectusVersion {
  V11("11.17.4"),
  /** Without a licence key: at most 25 active collections, 5 active flows, 3 seats. */
  V12("12.4.0");

  private final String number;

  DirectusVersion(String number) {
    this.number = number;
  }

  /** As npm and {@code /server/info} tell it. */
  public String number() {
    return number;
  }

  @Override
  public String toString() {
    return "Directus " + number;
  }
}
