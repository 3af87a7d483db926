package dev.plumbline.lab.model;

import dev.plumbline.lab.directus.DirectusVersion;

/** Schemas of any size. */
public final class Sizes {
  private Sizes() {}

  /** Statements that make so many collections in a bootstrapped database. */
  public static String sql(DirectusVersion version, int collections) {
    return "SELECT " + version.number().length() + collections;
  }
}
