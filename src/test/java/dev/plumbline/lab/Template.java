package dev.plumbline.lab;

import dev.plumbline.lab.directus.DirectusVersion;

/** What a fresh environment starts with. */
public sealed interface Template {
  /** Directus's own tables and one administrator. */
  Template BOOTSTRAPPED = new Bootstrapped();

  /** The content model of a small publishing house, with its items. */
  Template MODEL = new Model();

  /**
   * So many collections of 15 fields and 2 relations each, without items. More than 25 of them only
   * in {@link DirectusVersion#V11}.
   */
  static Template size(int collections) {
    return new Size(collections);
  }

  /** Part of the names of databases. */
  String label();

  /** See {@link #BOOTSTRAPPED}. */
  record Bootstrapped() implements Template {
    @Override
    public String label() {
      return "bootstrapped";
    }
  }

  /** See {@link #MODEL}. */
  record Model() implements Template {
    @Override
    public String label() {
      return "model";
    }
  }

  /** See {@link #size(int)}. */
  record Size(int collections) implements Template {
    @Override
    public String label() {
      return "size_" + collections;
    }
  }
}
