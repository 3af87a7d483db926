package dev.plumbline.lab.model;

/**
 * Schemas of any size, by SQL: through the API a thousand collections take minutes. Each collection
 * has 15 fields; two of them are relations, to the collection before it and to a user.
 */
public final class Sizes {
  private Sizes() {}

  /** Statements that make so many collections in a bootstrapped database, in one transaction. */
  public static String sql(int collections) {
    return "SELECT set_config('laboratory.collections', '%d', false);\n".formatted(collections)
        + Resource.text("/lab/model/sizes.sql");
  }
}
